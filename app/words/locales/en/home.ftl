# What this is, for those who come for the first time; and the foot of every page.

home-title = Keep your certifications alive
home-lede = A role-based or specialty certification is valid for a year. In the six months before it expires you renew it with a free assessment, and it lives a year longer.
home-sign-in = Sign in
home-dashboard = Go to the dashboard
home-browse = Browse certifications
home-how-title = How it works
home-see = See what is due
home-see-text = The dashboard shows what can be renewed, until when, and what comes next.
home-prepare = Prepare as you like
home-prepare-text = Every skill that is measured has its modules, open to everyone at any time.
home-renew = Take the assessment
home-renew-text = Open book, free, without appointment, as often as you need. A pass counts from the day it would have expired, so nothing is lost by being early.

footer = Perennial keeps certifications alive: free, open book, once a year.

# What the reader's own clock shows, behind a time in UTC.
your-time = {" "}({ $time } your time)
