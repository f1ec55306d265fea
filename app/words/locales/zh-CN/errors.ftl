# 出了什么问题，接下来去哪里。

error-try-again = 重试

error-not-found-title = 找不到页面
error-not-found = 这个地址没有内容，或者内容属于别人。
error-not-signed-in-title = 请先登录
error-not-signed-in = 你尚未登录，或者会话已结束。登录后会回到这个页面。
error-conflict-title = 现在无法进行
error-conflict = 打开页面之后情况有了变化。在“我的认证”里可以看到当前状态。
error-request-title = 未能完成
error-request = 无法读取这个请求。请回到原来的页面再试一次。
error-internal-title = 我们这边出了问题
error-internal = 这不是你的问题，已保存的内容都还在。请稍后再试。
error-unreachable-title = 没有回应
error-unreachable = 暂时无法连接服务器。请检查网络，然后再试一次。
