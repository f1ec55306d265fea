# What stands around every page.

brand-name = Perennial
skip-to-content = Skip to content
nav-label = Main
nav-certifications = Certifications
nav-dashboard = Dashboard
nav-account = Account
nav-sign-in = Sign in
nav-sign-out = Sign out

# The language this one can be changed for, in its own words.
other-language = 中文
language-switch-label = Language of the pages

# $date: "10 Dec 2026". The last valid minute (E1).
valid-through = Valid through { $date }, 23:59 UTC
