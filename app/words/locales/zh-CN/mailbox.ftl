# 演示的邮箱：本应发出的邮件。

mailbox-title = 演示邮箱
mailbox-lede = 本应发给示例学习者的邮件都在这里。拨动时钟，会有更多邮件到期。
mailbox-none = 还没有邮件。邮件到期几秒后会出现在这里。
mailbox-to = 收件人 { $address }
mailbox-back = 所有邮件
mailbox-headers = 邮件头
mailbox-text = 纯文本
mailbox-html = HTML
mailbox-file = 下载完整邮件
mailbox-no-subject = 无主题
