# 一次评估的结果。

result-document-title = 结果 · { $certification }
result-passed = 通过了，{ $certification } 已更新。
result-failed = 这次未通过
result-closed = 因认证过期而关闭
result-closed-extended = 已在原到期时间关闭
result-closed-by-merge = 因档案合并而关闭
result-timed-out = 时间已到，此前保存的答案已计分。

result-new-date = 有效期至
result-instead-of = 有效期由 { $old } 延长至 { $new }。
result-receipt = 更新回执会通过邮件发送给你。
result-to-credential = 查看我的认证
result-to-certification = 了解这项认证
result-to-dashboard = 返回我的认证

result-score-label = 得分
result-score = { $points } / { $maximum }
result-needed = 合格需要 { $needed }（{ $mark }%）
result-skills = 各项技能得分
result-ended = 结束于 { $instant } · 版本 { $version }

result-weak = 建议学习
result-weak-why = 以下模块对应得分低于 { $mark }% 的技能，最弱的排在最前。
result-minutes = { $minutes ->
   *[other] { $minutes } 分钟
}

result-again = 下一次评估
result-again-now = 现在就可以开始。
result-again-at = { $instant } 起可以开始。
result-again-left = 还剩：{ $left }
result-try-again = 再试一次
result-valid-until = 认证在 { $instant } 之前仍然有效。
result-earlier = 这是较早的一次评估，现在的状态请查看认证页面。

# A6, E4
result-none-left = 认证过期之前已没有评估机会。
result-none-left-why = 认证将于 { $instant } 过期，早于下一次评估可以开始的时间。
result-earn-again = 过期后可以通过 { $exams } 重新获得。
result-earn-again-now = 可以通过 { $exams } 重新获得。
result-for-good = 此认证已不再提供，无法重新取得。
result-for-good-then = 届时此认证已不再提供，无法重新取得。
result-earn-again-unknown = 认证页面会说明如何重新获得。

# A8
result-closed-why = 认证于 { $instant } 过期，当时这次评估尚未提交。本次评估不计次数，也不计分。
result-closed-extended-why = 本次评估原定于 { $instant } 随认证到期而截止。认证后来获得延长，但评估的截止时间不变。本次评估不计次数，也不计分。
result-closed-by-merge-why = 认证档案合并时，这次评估尚未提交。本次评估不计次数，也不计分。
