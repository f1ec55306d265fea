# 某人受托的工作。

role-support = 支持人员
role-author = 出题人
role-administrator = 管理员
