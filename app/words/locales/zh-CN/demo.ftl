# 演示的时钟和现成的学习者。

demo-title = 演示
demo-label = 演示时钟
demo-clock = 时间（UTC）
demo-mailbox = 邮箱
demo-set = 设置
demo-day-later = +1 天
demo-month-later = +1 个月
demo-real-time = 真实时间
