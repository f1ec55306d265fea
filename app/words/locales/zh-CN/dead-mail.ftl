# 待发送的邮件，以及未能送达的邮件。

dead-mail-waiting = { $count ->
   *[other] 有 { $count } 封邮件待发送。
}
dead-mail-failing = { $count ->
   *[other] 其中 { $count } 封至今未能发出。
}
dead-mail-title = 未送达
dead-mail-at = 放弃时间
dead-mail-kind = 邮件
dead-mail-to = 收件人
dead-mail-reason = 最后一次尝试的结果
dead-mail-tries = 尝试次数
dead-mail-retry = 重新发送
dead-mail-retry-label = 重新发送：{ $kind }，{ $at }
dead-mail-retry-all = 重新发送本页全部邮件
dead-mail-retried = { $count ->
   *[other] { $count } 封邮件将重新发送。
}
dead-mail-not-retried = 没有可以重新发送的邮件。本页显示的是目前的情况。

mail-kind-window-opened = 可以更新
mail-kind-reminder = { $days ->
   *[other] 提醒，提前 { $days } 天
}
mail-kind-receipt = 更新回执
mail-kind-failure = 结果，未通过
mail-kind-expired = 已到期
mail-kind-profiles-connected = 档案已关联
mail-kind-profiles-merged = 档案已合并
mail-kind-login-replaced = 登录方式已替换
mail-kind-password-changed = 密码已更改
mail-kind-address-changed = 地址已更改
mail-kind-confirm-address = 确认地址
mail-kind-already-registered = 已注册
mail-kind-reset-password = 重设密码
mail-kind-change-address = 确认新地址
