# 规则对“现在能更新吗？”的回答，参见规则中的“先给出哪个回答”。
# 每个回答有：徽章上的词、一句原因、按钮或链接上的下一步。
# $instant：“2025 年 11 月 10 日 00:00 UTC”；$in_time：“12 天后”；$date：“2025 年 11 月 10 日”。

decision-never-expires-state = 永久有效
decision-never-expires-reason = 此认证永久有效，无需更新。
decision-never-expires-next = 查看涵盖内容

decision-superseded-state = 已被取代
decision-superseded-reason = 已有新的认证取代它，只需更新那一项。
decision-superseded-next = 前往新的认证

decision-expired-state = 已过期
decision-expired-reason = 已于 { $instant } 过期，不能再更新，但可以重新取得。
decision-expired-for-good-reason = 已于 { $instant } 过期，不能再更新；此认证已不再提供，也无法重新取得。
decision-expired-next = 重新取得
# $exams：“AZ-104、AZ-305”
decision-expired-next-exams = 通过 { $exams } 重新取得

decision-retired-state = 已停用
decision-retired-reason = 此认证已于 { $instant } 停用。你持有的仍有效至 { $at }，但不能更新。
decision-retired-next = 查看其他认证

decision-no-assessment-state = 暂无评估
decision-no-assessment-reason = 此认证目前没有更新评估，有效期至 { $instant }。
decision-no-assessment-next = 查看认证

decision-too-new-state = 推出不久
decision-too-new-reason = 此认证推出不久，{ $in_time }（{ $instant } 之后）即可更新。
decision-too-new-next = 开始准备

decision-not-open-state = 尚未开放
decision-not-open-reason = { $in_time }开放，时间为 { $instant }。
decision-not-open-next = 开始准备

decision-not-connected-state = 尚未关联
decision-not-connected-reason = 你的认证档案与学习档案尚未关联。请在 { $instant } 之前关联，再进行更新。
decision-not-connected-next = 关联档案

decision-attempt-open-state = 进行中
decision-attempt-open-reason = 评估已开始，已作答的内容都已保存。
decision-attempt-open-next = 继续

decision-cooling-down-state = 等待中
decision-cooling-down-reason = { $in_time }可再次参加，时间为 { $instant }。
decision-cooling-down-next = 学习薄弱技能

# 等待期在过期之后才结束（A6）。
decision-none-left-state = 已无机会
decision-none-left-reason = 此认证将于 { $instant } 过期，在此之前无法再次参加评估。过期后可以重新取得。
decision-none-left-for-good-reason = 此认证将于 { $instant } 过期，在此之前无法再次参加评估。届时此认证已不再提供，无法重新取得。
decision-none-left-next = 查看如何重新取得

decision-renewable-state = 可以更新
# $time_left：“18 天 03 小时”
decision-renewable-reason = 开放至 { $instant }，还剩 { $time_left }。
decision-renewable-next = 立即更新

# 与它们一同出现的内容。
decision-after-pass = 现在通过，有效期将延至 { $date }。
decision-last-chance = 如果这次未通过，在 { $instant } 过期之前就没有机会再次参加了。
decision-last-chance-from = 如果这次在 { $instant } 或之后未通过，认证过期之前就没有机会再次参加了。
