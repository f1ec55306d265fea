# 时长。参数是数字，有些带前导零。

time-left-days = { $days } 天 { $hours } 小时
time-left-hours = { $hours } 小时 { $minutes } 分
time-left-minutes = { $minutes } 分 { $seconds } 秒

in-days = { $days } 天后
in-hours = { $hours } 小时后
in-minutes = { $minutes } 分钟后
in-no-time = 现在
