# 已登录者的账户。

account-title = 账户

account-settings = 关于你
account-save = 保存
account-name = 姓名
account-language = 页面语言
account-language-hint = 在任何设备登录时都会使用，除非该浏览器另选了语言。
account-time-zone = 时区
account-time-zone-none = 未选择
account-time-zone-hint = 用于发给你的邮件。页面会在 UTC 旁显示你设备的时间。
account-time-zone-now = 当地现在是 { $local_instant }。

account-logins = 登录方式
account-login-personal = 个人
account-login-work = 工作或学校
account-login-password = 电子邮件地址和密码
account-password-change = 更改密码
account-password-old = 当前密码
account-password-new = 新密码
account-password-hint = 至少 10 个字符。更改后，你的其他会话全部结束。

account-address-change = 更改地址
account-address-new = 新地址
account-address-hint = 我们会向新地址发送邮件。打开其中的链接后，地址才会更改。

account-sessions = 会话
account-sessions-lede = 你已登录的设备。
account-session-unknown = 未知设备
account-session-begun = 开始于 { $at }
account-session-used = 最近使用于 { $at }，误差约 10 分钟
account-session-this = 当前会话
account-session-end = 结束
account-session-end-label = 结束会话 { $device }
account-sessions-end-others = 结束所有其他会话

account-data = 你的数据
account-download = 下载关于你的全部数据（JSON）
account-delete-link = 删除账户

# 表单已完成的事。
account-done-address = 地址已更改，其他会话已全部结束。
account-done-address-asked = 邮件已发往新地址。请在 10 分钟内打开其中的链接，地址随后更改。
account-done-language = 语言已保存到你的账户。
account-done-name = 姓名已更改。
account-done-password = 密码已更改，其他会话已全部结束。
account-done-session = 会话已结束。
account-done-sessions = 其他会话已全部结束。
account-done-time-zone = 时区已保存到你的账户。

# 表单未完成的原因。
account-wrong-password = 密码不正确，未作任何更改。
account-unusable-address = 邮件无法发往这个地址，或者它就是当前地址。
account-unusable-name = 姓名须为 1 到 100 个字符，且不能换行。
account-unusable-password = 新密码须为 10 到 256 个字符。
account-not-proven = 此操作要求重新证明你的一个登录方式。请在档案页面证明，并在 10 分钟内回到这里。
account-last-administrator = 你是最后一位管理员。请先把该角色授予他人。
account-not-found = 该内容已不存在。本页显示的是目前的情况。
account-failed = 操作未成功，未作任何更改。请再试一次。

# 账户的操作记录。
trail-link = 账户操作记录
trail-title = 账户操作记录
trail-lede = 与你有关的每项操作，由谁在何时进行，最新的在前。任何人都不能更改此记录。
trail-none = 暂无记录。
trail-older = 更早
trail-back = 返回账户

# 离开。
deletion-title = 删除账户
deletion-lede = 删除立即生效，无法撤销，支持人员也无法恢复。
deletion-goes = 将被删除
deletion-goes-person = 你的姓名、语言和时区
deletion-goes-logins = 所有登录方式及其地址和密码，以及所有会话
deletion-goes-learning = 你的学习档案及其关联
deletion-goes-attempts = 进行中的评估、所有评估的答案，以及待发送的邮件
deletion-stays = 将被保留，但不含姓名和地址
deletion-stays-why = 认证是他人所依据的记录：某项认证在某一天是否有效，日后也必须能够回答。因此以下内容会保留，其中不含任何人的姓名。
deletion-stays-history = 获得、更新和延长了哪些认证，以及时间
deletion-stays-attempts = 已结束的评估及其得分
deletion-stays-exams = 考试成绩
deletion-stays-audit = 账户有过哪些操作及其时间，不含详情
deletion-download-first = 先下载关于你的全部数据
deletion-password = 密码
deletion-password-hint = 你当前所用登录方式的密码。如果它没有密码，请留空，但须在最近 10 分钟内证明过你的一个登录方式。
deletion-button = 永久删除账户
deletion-stay = 保留账户

deleted-title = 你的账户已删除
deleted-lede = 你的会话已全部结束，任何人都不能再登录此账户。感谢你曾经使用。
