# Signing in with a provider of OpenID Connect.

provider-title = Or sign in with another account
provider-button = Sign in with { $provider }
provider-prove = Prove a login at { $provider }
provider-personal = Personal account
provider-work = Work or school account

provider-leading-title = On to { $provider }
provider-leading = You sign in there and come back here.
provider-continue = Continue to { $provider }

provider-denied = You were not signed in at { $provider }. Try again, or sign in another way.
provider-nonsense = { $provider } answers with something that makes no sense. Sign in another way, and tell whoever runs this site.
provider-not-taken = { $provider } did not accept the sign-in. Try again; if it happens again, tell whoever runs this site.
provider-stale = This sign-in with { $provider } was begun in another browser, is finished already, or took more than ten minutes. Begin again.
provider-unproven = What { $provider } says about you could not be verified, so you are not signed in. Try again; if it happens again, tell whoever runs this site.
provider-unreachable = { $provider } does not answer at the moment. Try again in a minute, or sign in another way.
