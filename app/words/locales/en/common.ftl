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
