# 关于邮件的选择，以及日历订阅。

mail-settings-link = 邮件和日历
mail-settings-title = 邮件和日历
mail-settings-to = 邮件发送到 { $address }。
mail-settings-nowhere = 我们没有你的邮箱地址，邮件无法送达。邮件里会说的一切，“我的认证”上都能看到。

mail-settings-language-and-zone = 语言和时区
mail-settings-language = 邮件使用你账户的语言。
mail-settings-language-link = 选择语言
mail-settings-zone = 时间按 { $zone } 和 UTC 显示。
mail-settings-no-zone = 你没有选择时区，时间按 UTC 显示。
mail-settings-zone-link = 选择时区

# 表单已完成的事。
mail-settings-done-muted = 这些提醒已静音。“我的认证”页面仍会显示待办事项。
mail-settings-done-unmuted = 这些提醒已恢复。
mail-settings-done-quiet = 免打扰时段已保存。
mail-settings-done-calendar = 地址已收回。使用它的日历今后得不到任何内容。

reminders-title = 提醒
reminders-on = 认证可以更新时，以及临近到期时，你会收到提醒。
reminders-all-muted = 所有提醒都已静音。
reminders-mute-all = 静音所有提醒
reminders-unmute-all = 恢复提醒
reminders-one-on = 会发送提醒。
reminders-one-muted = 已静音。
reminders-mute = 静音
reminders-mute-label = 静音关于 { $certification } 的提醒
reminders-unmute = 恢复
reminders-unmute-label = 恢复关于 { $certification } 的提醒
reminders-always = 更新回执、评估结果、到期通知，以及涉及账户安全的邮件始终会发送。

quiet-hours-title = 免打扰时段
quiet-hours-lede = 落在此时段内的认证邮件会在时段结束时发送。涉及账户安全的邮件不会等待。
quiet-hours-are = { $from } 至 { $until }，按你的时区。
quiet-hours-none = 目前没有设置。
quiet-hours-from = 开始
quiet-hours-until = 结束
quiet-hours-save = 保存时段
quiet-hours-off = 取消免打扰
quiet-hours-zone-first = 需要先选择时区。
quiet-hours-invalid = 免打扰时段需要两个不同的整点和一个时区。未作任何更改。

feed-title = 日历
feed-lede = 你自己的日历可以显示何时开放更新、何时可以开始下一次评估，以及认证何时到期。日历通过一个私密地址获取：知道地址的人都能看到这些日期。
feed-made = 这是地址，只显示这一次。请在你的日历中订阅它。
feed-there = 已有一个地址。新地址会取代它，旧地址不再显示任何内容。
feed-none = 还没有地址。
feed-make = 生成地址
feed-renew = 生成新地址
feed-revoke = 收回地址

feed-name = 认证
feed-window = 请在到期之前通过更新评估。
feed-last-minute = 有效期到此刻为止。
feed-wait-over = 等待已经结束。
