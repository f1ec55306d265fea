# The account of somebody who is signed in.

account-title = Account
account-name = Name
account-email = E-mail address
account-language = Language of the pages
account-session = Session
