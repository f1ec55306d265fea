# 读者自己日历里的一条。$certification：“Azure Administrator Associate”

calendar-remind = 提醒我
calendar-opens = { $certification }：现在可以更新
calendar-next-attempt = { $certification }：可以开始下一次评估
calendar-attempt-ends = { $certification }：本次评估截止
calendar-expires = { $certification }：到期
