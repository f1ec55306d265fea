# 登录。

sign-in-title = 登录
sign-in-lede = 看看你的哪些认证可以更新、截止到什么时候。
sign-in-email = 电子邮件地址
sign-in-password = 密码
sign-in-button = 登录
sign-in-wrong = 电子邮件地址与密码不匹配。请检查后再试。
sign-in-slow-down = 错误次数过多。{ $at } 之后可以再试。
sign-in-failed = 登录未能完成。请再试一次。
sign-in-register = 创建账户
sign-in-forgot = 忘记密码？
sign-in-done-password = 密码已设置，所有会话均已结束。请用新密码登录。
sign-in-already = 你已登录为 { $name }。

sample-title = 示例学习者
sample-lede = 这里的一切都是虚构的。所有人的密码相同：{ $password }
sample-name = 学习者
sample-shows = 可以看到
sample-use = 填入
