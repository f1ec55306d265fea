# 提交之前的页面。

review-title = 检查并提交
review-document-title = 检查并提交 · { $certification }
review-all-answered = 所有题目都已作答，准备好就可以提交。
review-some-open = { $open ->
   *[other] 还有 { $open } 道题未作答。
}
review-some-marked = { $marked ->
   *[other] 有 { $marked } 道题标记为稍后复查。
}
review-question = 第 { $number } 题

review-final = 提交之后，答案不能再修改。
review-confirm = { $open ->
   *[other] 有 { $open } 道题未作答，不会得分。仍要提交吗？
}
review-submit = 提交
review-submit-anyway = 就这样提交
review-first-open = 前往第一道未作答的题
review-back = 返回题目
review-submitting = 正在提交…

# A6
review-last-chance = 这是认证过期之前的最后一次机会。
review-last-chance-why = 如果未通过，等待期结束时认证已经过期。

review-waiting = { $answers ->
   *[other] 有 { $answers } 个答案尚未保存，因此没有提交。
}
review-waiting-then = 答案保留在此浏览器中，网络恢复后会立即发送，届时请再次提交。
review-not-reached = 无法连接服务器，因此没有提交。答案已保存，请稍后再试。
