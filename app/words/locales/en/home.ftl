# What this is, for those who come for the first time; and the foot of every page.

footer = Perennial keeps certifications alive: free, open book, once a year.

# What the reader's own clock shows, behind a time in UTC.
your-time = {" "}({ $time } your time)
