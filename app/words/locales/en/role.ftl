# What somebody is trusted with.

role-support = Support
role-author = Author
role-administrator = Administrator
