# 邮件中的链接通向哪里，以及通过邮件办理的账户事项。

# 关于某项认证的链接。
go-renewed = 已经更新，有效期至 { $date }。
go-see = 查看认证
go-result = 查看结果
go-sign-in = 登录并继续
go-mute = 不再提醒

# 属于别人的链接，以及没有去处的链接。
go-other-title = 这属于另一个账户
go-other = 你当前登录的账户与此链接无关。
go-nowhere-title = 此链接没有去处
go-nowhere = 链接不完整，或者它所指的内容已不存在。邮件里说的一切，“我的认证”上都能看到。

# 关于账户的链接。标题与审计记录相同。
go-account = 登录后可以查看账户上做了什么、何时做的。
go-account-yours = 账户的历史记录写明了做过什么、何时做的。
go-account-not-you = 如果不是你做的，请重设密码：所有会话都会随之结束。
go-registered-title = 你已有账户
go-registered = 这个地址已经有账户。请直接登录；如果忘了密码，可以重设。

# 等待收件人处理的事项。$address：“l•••@e•••.com”
go-register-title = 创建你的账户
go-register = 用于 { $address }
go-register-name = 姓名
go-register-password = 密码
go-register-password-hint = 至少 10 个字符。
go-register-button = 创建账户
go-reset-title = 重设密码
go-reset = 用于 { $address }。你的会话会全部结束。
go-reset-button = 设置密码
go-change-title = 更改邮箱地址
go-change = 今后用 { $address } 登录，我们的邮件也发往那里。你的其他会话会结束。
go-change-button = 更改地址
go-over-title = 此链接已失效
go-over = 它已经用过，或者已超过 10 分钟。
go-over-again = 重新申请
go-taken = 这个地址此时已有账户。请直接登录，或者重设密码。

# 申请邮件。
register-title = 创建账户
register-lede = 我们会向你的地址发送一封邮件。请在 10 分钟内打开其中的链接继续。
register-button = 发送邮件
register-sent = 邮件已发往 { $address }。请在 10 分钟内打开其中的链接。
register-sign-in = 用已有账户登录
forgot-title = 重设密码
forgot-lede = 我们会向你账户的地址发送一封邮件。请在 10 分钟内打开其中的链接继续。
forgot-sent = 如果 { $address } 有账户，邮件已经发出。请在 10 分钟内打开其中的链接。
ask-nothing-came = 没有收到？请看看垃圾邮件、检查地址，然后重新发送。
ask-slow-down = 申请的邮件太多。{ $at } 之后可以再试。
ask-unusable = 邮件无法发往这个地址。请检查后再试。
ask-failed = 未能完成。请再试一次。

# 不再提醒。
mute-title = 提醒
mute-lede = 这些邮件会在 { $certification } 过期前提醒你。
mute-legend = 你想要哪些提醒？
mute-certification = 不要 { $certification } 的提醒
mute-all = 一律不要
mute-keep = 照旧全部都要
mute-button = 保存
mute-none-chosen-title = 没有选择
mute-none-chosen = 一切照旧。请从三项中选择一项，然后保存。
mute-back = 去选择
mute-muted = 今后不再有 { $certification } 的提醒。更新回执和安全通知仍会发送。
mute-muted-all = 今后不再有任何提醒。更新回执和安全通知仍会发送。
mute-kept = 一切照旧。
mute-undo = 可在账户中改回
