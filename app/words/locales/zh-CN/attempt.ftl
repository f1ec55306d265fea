# 答题页面：一屏一题，别无他物。

attempt-heading = { $certification } · 更新评估
attempt-document-title = 第 { $number } 题，共 { $total } 题 · { $certification }
attempt-position = 第 { $number } 题，共 { $total } 题 · { $skill }

attempt-choose-one = 请选择一项。
attempt-choose-several = 请选出所有正确的选项。
attempt-true-or-false = 这句话对吗？
attempt-clear = 清除我的答案
attempt-mark = 稍后复查

attempt-next = 下一题
attempt-back = 上一题
attempt-to-review = 检查并提交

# 题目一览；题号后面的词读给听页面的人。
attempt-questions = 题目
attempt-item-answered = 已作答
attempt-item-open = 未作答
attempt-item-marked = 已标记
attempt-legend = ■ 已作答 · ⚑ 已标记 · □ 未作答

attempt-language = 题目语言
attempt-language-switch = 切换
attempt-not-done = 暂时无法完成，请稍后再试。

# 答案是否已经保存，所言始终属实。
attempt-saves-on-moving = 换题时保存
attempt-saves-at-once = 作答即保存
attempt-saving = 正在保存…
attempt-saved = { $time } 已保存
attempt-not-saved = { $answers ->
   *[other] 尚未保存：没有网络连接，稍后自动重试（{ $answers } 个答案待保存）
}
attempt-signed-out = 你已退出登录。答案保留在此浏览器中，重新登录后会自动保存。
attempt-sign-in = 重新登录
attempt-answer-refused = 这个答案未能保存。
attempt-reload = 重新加载页面
attempt-overtaken = 这道题刚在另一台设备上作答，现在显示的是那个较新的答案。
attempt-other-overtaken = 第 { $number } 题刚在另一台设备上作答，以那个较新的答案为准。
attempt-kept = 你的答案刚才未能保存，已在下面重新选中，继续答题时会保存。

# 剩余时间；在剩一半、10 分钟、5 分钟和 1 分钟时读出。
attempt-time-left = 剩余时间：
attempt-until = 截止于 { $time } UTC
attempt-minutes-left = { $minutes ->
   *[other] 还剩 { $minutes } 分钟。
}
attempt-time-up = 时间到了。
attempt-time-up-graded = { $instant } 之前保存的答案正在计分。
attempt-expired = 认证已过期。
attempt-expired-closed = 认证已于 { $instant } 过期。本次评估已关闭，不计次数，也不计分。
attempt-to-result = 查看结果

# 按键的作用。
attempt-keys = 快捷键
attempt-keys-choose = 选择答案
attempt-keys-clear = 清除答案
attempt-keys-move = 上一题、下一题
attempt-keys-mark = 标记为稍后复查
attempt-keys-help = 显示快捷键
attempt-keys-on = 使用这些快捷键
