# 学习者持有什么，接下来做什么、什么时候做。

dashboard-title = 我的认证
dashboard-needs-you = { $count ->
   *[other] 有 { $count } 项认证需要你处理。
}
dashboard-nothing-now = 现在没有需要处理的事。
dashboard-comes-next = 接下来是 { $title }：{ $at }，还有 { $left }。
dashboard-all-settled = 你持有的认证都保持现状。
dashboard-undelivered = 最近三封发送到 { $address } 的邮件未能送达。如果该地址已不再使用，请更换。
dashboard-no-address = 我们没有你的邮箱地址，邮件无法送达。请让登录的提供方提供已验证的地址，然后重新登录。
dashboard-undelivered-link = 前往账户

dashboard-empty-title = 还没有认证
dashboard-empty = 你获得的认证会显示在这里，包括到期日和更新方法。通过规定的考试即可获得认证。
dashboard-empty-action = 看看可以获得哪些认证

# “我的认证”的分组，按此顺序。
group-act = 现在处理
group-next = 接下来
group-fine = 一切正常
group-over = 已结束

# 现在需要学习者处理的事。
need-valid-through = 有效期至 { $at }
need-time-left = 剩余时间：{ $left }
need-attempt = 第 { $number } 次尝试，次数不限
need-questions = { $count ->
   *[other] { $count } 道题
}
need-minutes = { $minutes ->
   *[other] { $minutes } 分钟
}
need-no-limit = 不限时

# 唯一的下一步。
step-prepare = 准备

# 筛选和排序。
filter-show = 显示
filter-all = 全部
filter-order = 排序
order-date = 日期最近的在前
order-title = 按名称
filter-apply = 应用
filter-nothing = 没有这一类的认证。

timeline-title = 时间线
timeline-table = 以表格显示
timeline-today = 今天
timeline-certification = 认证
timeline-since = 生效日
timeline-window = 开放更新
timeline-through = 有效期至
timeline-attempt = 本次评估至
timeline-wait = 下次尝试
timeline-state = 状态
timeline-legend = 浅色：有效。深色：可以更新。竖线：到期。菱形：评估截止或等待结束。

# 时间将尽时朗读：剩一天、一小时、十分钟、一分钟。
countdown-spoken = { $subject }：还剩 { $left }
countdown-over = 现在
