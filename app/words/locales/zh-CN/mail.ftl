# 邮件的内容。
# $certification：“Azure Administrator Associate”。$moment：读者所在时区的时间与 UTC，见 mail-moment。
# $date：“2026 年 12 月 10 日”。$left：“30 天”。

# $local：“2026 年 12 月 11 日 08:00”；$instant：“2026 年 12 月 11 日 00:00 UTC”
mail-labelled = { $label }：{ $value }
mail-moment = { $local }（你的时间，即 { $instant }）
mail-valid-through = { $date } 23:59 UTC
mail-days = { $days ->
   *[other] { $days } 天
}
mail-hours = { $hours ->
   *[other] { $hours } 小时
}
mail-minutes = { $minutes ->
   *[other] { $minutes } 分钟
}

mail-hello = { $name }，你好：
mail-hello-stranger = 你好：

# 正文旁的要点：各自的名称。
mail-fact-expires = 过期时间
mail-fact-expired = 过期于
mail-fact-after-pass = 通过后有效期至
mail-fact-valid-through = 有效期至
mail-fact-before = 原有效期至
mail-fact-valid-until = 有效期截止
mail-fact-when = 时间
mail-fact-opens = 下次可更新时间
mail-fact-score = 得分
mail-fact-needed = 合格线
mail-fact-next-start = 下次可参加时间
mail-fact-address-after = 现地址
mail-fact-login-before = 原登录方式
mail-fact-login-after = 现登录方式

# N1：更新窗口已开放。
mail-opened-subject = { $certification } 现在可以更新了
mail-opened = 你的 { $certification } 现在可以更新了，距离过期还有 { $left }。
mail-opened-how = 更新评估免费、开卷、无需预约，没通过可以再来。早通过也不吃亏：新的有效期从现有的到期日算起。

# N1：即将过期。
mail-reminder-subject = { $certification } 还有 { $left }就要过期
mail-reminder = 你的 { $certification } 还有 { $left }就要过期，在此之前可以更新。
mail-reminder-how = 更新评估免费、开卷、无需预约。过期之后不能补办更新，只能重新通过考试取得。

# 开始评估之前要做的事（P1、A2、A4）。
mail-connect-first = 先做一件事：关联认证档案与学习档案。
mail-wait-first = 上次评估之后需要等待，{ $in_time }可以开始下一次。
mail-go-on = 你有一次评估正在进行，答案都已保存，可以接着作答。
mail-button-renew = 更新 { $certification }
mail-button-connect = 关联档案
mail-button-wait = 查看 { $certification }
mail-button-go-on = 继续评估

# N2：已更新。
mail-receipt-subject = { $certification } 已更新，有效期至 { $date }
mail-receipt-heading = 通过了，认证已更新
mail-receipt = { $certification } 又延长了一年。这封邮件就是凭证。
mail-receipt-button = 查看 { $certification }

# N2：未通过。
mail-failure-subject = { $certification }：这次未通过
mail-failure-heading = 这次未通过
mail-failure = 在 { $certification } 的更新评估中，你的得分为 { $percent }，合格线为 { $mark }%。认证的有效期不受影响。
mail-failure-score = { $points } / { $maximum }（{ $percent }）
mail-failure-now = 现在就可以再次参加。结果页列出了各项技能的得分，以及对应的学习模块。
mail-failure-at = { $in_time }可以再次参加。在此之前，可以看看结果页：那里有各项技能的得分和对应的学习模块。
mail-failure-never = 过期之前已没有机会再次参加：24 小时的等待期结束得太晚。过期之后可以通过考试重新取得，认证页面会说明需要哪些考试。
mail-failure-go-on = 你的下一次评估已经开始，答案都已保存。
mail-failure-unclear = 能否再次参加，目前不只取决于时间。认证页面会说明还缺什么。
mail-failure-button = 查看结果

# N2：已过期。
mail-expired-subject = { $certification } 已过期
mail-expired = 你的 { $certification } 有效期至 { $date }，现已过期，不能再更新。
mail-expired-exams = 它可以重新取得：通过 { $exams }。过期之后通过的考试才计入。
mail-expired-never = 此认证已不再提供，无法重新取得。曾经持有的记录会一直保留。
mail-expired-button = 查看 { $certification }
# X3：几门考试中通过一门即可；几组考试则都要通过。
mail-exams-one-of = { $exams } 之一
mail-exams-and = { $before }，以及 { $after }

# N2：关于账户。
mail-connected-subject = 两个档案已关联
mail-connected = 你的认证档案与学习档案已关联，可以更新认证了。
mail-merged-subject = 两个认证档案已合并
mail-merged = 两个认证档案已合为一个，各自的内容都在其中。旧的档案编号和链接仍然有效。合并无法撤销。
mail-login-replaced-subject = 个人登录方式已替换
mail-login-replaced = 你账户的个人登录方式已换成另一个。
mail-password-subject = 密码已更改
mail-password = 你账户的密码已更改。
mail-address-subject = 账户的邮箱地址已更改
mail-address = 今后请用另一个地址登录，有关账户的邮件也会发到那里。
mail-not-you = 如果是你本人操作，一切正常。如果不是，请立即重设密码，这会结束所有会话，然后联系支持人员。
mail-not-you-address = 如果是你本人操作，一切正常。如果不是，说明有人占用了你的账户，请立即联系支持人员。
mail-account-button = 查看账户记录

# 能读到此邮箱的人可以……
mail-confirm-subject = 确认邮箱地址
mail-confirm = 有人（很可能是你）想用此地址注册账户。如果是你，请在下一页填写名称和密码，账户就归你所有。
mail-confirm-button = 创建账户
mail-already-subject = 你已经有账户了
mail-already = 有人（很可能是你）想用此地址注册新账户。此地址已有账户，因此什么都没有改变。请直接登录；如果忘了密码，可以在那里重设。
mail-already-button = 登录
mail-reset-subject = 重设密码
mail-reset = 有人（很可能是你）想为使用此地址的账户重设密码。
mail-reset-button = 重设密码
mail-change-subject = 确认新的邮箱地址
mail-change = 有人（很可能是你）想把此地址作为自己账户的地址。确认之后，就用它登录，邮件也会发到这里。
mail-change-button = 确认此地址
mail-link-valid = 链接只能使用一次，自邮件发出起 10 分钟内有效。
mail-not-asked = 不是你？那就不用理会，什么都不会改变。

# 末尾：为什么会收到。
mail-why-reminder = 你收到这封邮件，是因为你持有 { $certification }，且没有关闭它的提醒。
mail-why-result = 你收到这封邮件，是因为你持有的认证有了变化。此类邮件无法关闭。
mail-why-account = 你收到这封邮件，是因为你的账户有了变化。此类邮件无法关闭。
mail-why-request = 你收到这封邮件，是因为有人在 Perennial 填写了此地址。
mail-mute = 关闭提醒
# $zone：“Asia/Shanghai”
mail-zone = “你的时间”指 { $zone } 的时间。
