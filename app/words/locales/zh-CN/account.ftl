# 已登录者的账户。

account-title = 账户
account-name = 姓名
account-email = 电子邮件地址
account-language = 页面语言
account-session = 会话
