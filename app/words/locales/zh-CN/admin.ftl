# 支持与管理。

nav-admin = 管理
admin-title = 管理
admin-nav-label = 管理
admin-lede = 你在这里能做什么，取决于你的角色：{ $roles }。
admin-author-nothing = 这里暂时没有可以编写的内容。题目通过导入进入系统。
admin-people = 人员
admin-people-text = 查找某个人，查看其档案、证书和历史。
admin-requests = 求助请求
admin-requests-text = 谁在向支持人员求助，其档案处于什么状态。
admin-extensions = 延期
admin-extensions-text = 一次为许多证书延长有效期。
admin-audit = 审计日志
admin-audit-text = 谁做了什么，涉及谁。
admin-keys = API 密钥
admin-keys-text = 让其他程序发送考试成绩。
admin-mail = 邮件
admin-mail-text = 待发送的邮件，以及未能送达的邮件。
admin-roles = 角色
admin-roles-text = 谁可以照看他人。

# 查找人员。
people-question = 姓名、电子邮件地址或编号
people-hint = 从开头起至少三个字符；更少时只查找完全相同的内容。
people-find = 查找
people-none = 没有找到。
people-more = 还有更多。输入更长的开头可以缩小范围。
people-name = 姓名
people-login = 登录名
people-since = 加入时间
people-number = 编号

# 某个人。
person-seen = 每次查看都会写入审计日志，本人可以看到。
person-roles = 角色
person-no-roles = 无
person-profiles-title = 档案
person-connection = 关联
person-profile = 认证档案
person-profile-login = { $login }，始于 { $date }
person-logins-title = 登录名
person-login-kind = 类型
person-login-personal = 个人
person-login-work = 单位或学校
person-login-provider = 提供方
person-login-learning = 学习档案
person-yes = 是
person-no = 否
person-credentials-title = 证书
person-certification = 认证
person-state = 状态
person-earned = 获得
person-valid-through = 有效期至
person-cycle = 周期
person-counted = 已计次数
person-attempts-title = 尝试
person-started = 开始
person-ended = 结束
person-score = 得分
person-attempt-open = 进行中
person-history-title = 历史
person-when = 时间
person-what = 事项
person-before = 之前
person-after = 之后
person-reason = 理由
person-results-title = 考试成绩
person-exam = 考试
person-result = 结果
person-result-passed = 通过
person-result-failed = 未通过
person-beta = 测试版
person-taken = 参加时间
person-recorded = 记录时间
person-audit-title = 审计记录
person-none = 无。

# 求助请求（P6）。
requests-lede = 最早的请求在最前面。可以确认的事项在本人的页面上办理；答复之后请求即关闭。
requests-asked = 求助时间
requests-then = 当时的档案状态
requests-now = 现在的档案状态
requests-message = 留言
requests-no-message = 没有留言。
requests-answer = 答复
requests-answer-hint = 本人可以在自己的历史中看到。最多 1000 个字符。
requests-close = 答复并关闭
requests-close-named = 答复并关闭请求 { $reference }
requests-answered = 请求已答复。
requests-no-answer = 没有发送：需要 1 到 1000 个字符的答复。
requests-failed = 操作未成功。此页显示当前状态。

# 支持人员的确认（P6、P7）。
attest-title = 代为确认
attest-lede = 请先确认求助者的身份。理由会写入本人的历史。
attest-login-title = 更换认证档案的登录方式
attest-login-text = 立即生效。如果学习档案不使用原来的登录方式，它会被移除。
attest-login-new = 新的登录方式
attest-login-button = 更换登录方式
attest-login-done = 登录方式已更换。
attest-merge-title = 与另一个认证档案合并
attest-merge-text = 两个档案都属于此人。本人会在档案页面看到这次合并，须在 14 天内自行完成。
attest-merge-source = 另一个认证档案的编号
attest-merge-source-hint = 见持有者的页面。
attest-merge-button = 确认合并
attest-merge-done = 本人现在可以在档案页面完成合并。
attest-reason-hint = 本人可以看到。最多 500 个字符。
attest-fault-no-reason = 没有执行：需要 1 到 500 个字符的理由。
attest-fault-unknown-profile = 没有使用这个编号的认证档案。编号须完整填写，与表格中的一致。
attest-fault-unknown-login = 这不是此人的个人登录方式。
attest-fault-same-profile = 两者是同一个认证档案。
attest-fault-own = 不能为自己确认。请让其他支持人员办理。
attest-fault-not-this-way = 不能这样办理：另一个账户有多个认证档案，或者这个登录方式已属于另一个档案。请先合并该账户自己的档案。
attest-failed = 操作未成功。此页显示当前状态。

# P5。
connection-state-no-certification-profile = 没有认证档案
connection-state-unconnected = 尚未关联
connection-state-needs-personal-login = 学习档案没有个人登录名
connection-state-misaligned = 两个不同的个人登录名
connection-state-needs-merge = 多份认证档案
connection-state-connected = 已关联

# 审计日志。
log-by = 操作者
log-about = 涉及
log-what = 事项
log-detail = 详情
log-number-hint = 人员或密钥的编号
log-about-hint = 人员的编号
log-any = 任何事项
log-from = 从
log-to = 到
log-search = 搜索
log-none = 没有找到。
log-older = 更早
log-program = 程序自身
log-key = 密钥 { $key }
log-unreadable = 无法读取所查内容。编号须写完整，与表格中的一致。

# 角色。
roles-lede = 角色从下一次请求起生效，在每台机器上都一样。
roles-person = 电子邮件地址或编号
roles-person-hint = 内置登录的地址，或者此人的编号。其他提供方的地址不作查找。
roles-role = 角色
roles-give = 授予角色
roles-take = 收回
roles-take-from = 收回 { $name } 的角色：{ $role }
roles-given = 授予时间
roles-unknown-person = 没有人使用这个地址或编号。
roles-last-administrator = 最后一位管理员保留此角色。请先授予他人。
roles-failed = 未能完成。表格显示当前状态。

# 密钥。
keys-lede = 密钥让其他程序以自己的名义使用 HTTP API。
keys-made = 新密钥，仅显示这一次。系统只保存它的哈希值。
keys-name = 由谁使用
keys-scope = 用途
keys-scope-exam-results = 发送考试成绩
keys-create = 创建密钥
keys-created = 创建时间
keys-used = 上次使用
keys-never-used = 从未使用
keys-revoked = 已吊销
keys-revoke = 吊销
keys-revoke-name = 吊销 { $name } 的密钥
keys-none = 还没有密钥。
keys-invalid = 密钥需要一个不超过 100 个字符的名称，以及至少一种用途。

# 延期（E5）。
extend-lede = 应急措施：所选的每份证书都得到同一个更晚的日期。已过期的和永久有效的保持不变。
extend-certifications = 认证
extend-first-day = 有效期至这一天或之后
extend-last-day = 最晚到这一天
extend-until = 新的最后有效日
extend-preview = 查看会发生什么
extend-preview-title = 会发生什么
extend-outcome = 结果
extend-number = 证书数
extend-count-extended = 延长至 { $date }
extend-count-expired = 不变：已过期
extend-count-never-expires = 不变：永久有效
extend-count-later-already = 不变：有效期已到那一天或更晚
extend-count-changed-since = 不变：显示之后有了变化
extend-nothing = 没有证书会被延长。
extend-samples-title = 其中一部分
extend-person = 人员
extend-from = 目前有效期至
extend-to = 之后
extend-reason = 理由
extend-reason-hint = 理由写入每份证书的历史，学习者可以看到。最多 500 个字符。
extend-no-undo = 此操作无法撤销：证书的有效期从不缩短。
extend-confirm = { $count ->
   *[other] 延长 { $count } 份证书
}
extend-past-title = 以往的延期
extend-past-none = 还没有。
extend-at = 确认时间
extend-by = 操作者
extend-shown = 显示时
extend-done = 已完成
extend-finished = 完成于 { $at }
extend-under-way = 正在进行，会自动继续；重新加载页面可以查看进度。
extend-one-title = 延长至 { $date }
extend-range = 有效期至
extend-range-days = { $from } 至 { $to }
extend-incomplete = 请选好三个日期。
extend-fault-no-certification = 请至少选择一项认证。
extend-fault-backwards = 最后一天早于第一天。
extend-fault-past = 新的最后有效日须在将来。
extend-fault-too-far = 新的最后有效日在五年之后。请检查年份。
extend-fault-no-reason = 没有延长任何证书：需要填写不超过 500 个字符的理由。
extend-fault-changed = 没有延长任何证书：显示之后情况有了变化。现在的情况如下。
