# 学习者持有的一项认证。

# 由时间决定能否更新时的原因。$left 在页面上倒计时。
reason-renewable = 开放至 { $at }，还剩 { $left }。
reason-not-open = { $at } 开放，还有 { $left }。
reason-too-new = 此认证推出不久。{ $at } 之后可以更新，还有 { $left }。
reason-cooling-down = 下一次可于 { $at } 开始，还有 { $left }。
reason-goes-on = 你已开始的这次评估不受影响，仍可继续。
reason-attempt-until = 本次评估可作答至 { $at }，还剩 { $left }。
reason-last-failure = 上次得分 { $percent }，需要达到 { $mark }%。
reason-last-result = 查看结果

# 用一句话说明状态。
credential-earn-again = 通过 { $exams } 可以重新获得。
credential-earn-again-then = 如果过期，通过 { $exams } 可以重新获得。
credential-successor = 请改为更新 { $title }。
credential-exams-link = 考试及其要求

connection-no-certification-profile = 你还没有认证档案。认证保存在那里。
connection-unconnected = 两个档案都已存在，但尚未关联。
connection-needs-personal-login = 学习档案没有个人登录方式。两个档案需要使用同一个。
connection-misaligned = 两个档案使用了不同的个人登录方式，需要改为同一个。
connection-needs-merge = 你有多个认证档案。关联之前需要先合并。

# 排成一行的日期。
dates-title = 日期
dates-earned = 获得
dates-since = 生效
dates-window = 开放更新
dates-today = 今天
dates-through = 有效期至
dates-expired = 有效期曾至
dates-after-pass = 通过之后

# 第一道题之前的协议。
start-title = 现在更新
start-agreement = 评估免费，无需预约。评估为开卷形式，可以查阅任何资料。答案须由你独立完成，题目请勿外传。
start-attempts = 到期之前可以尝试任意多次。从第三次起，两次之间须间隔 24 小时。
start-limit = { $minutes ->
   *[other] 开始之后共有 { $minutes } 分钟，无论页面是否打开。
}
start-no-limit = 不限时；到期之前可以随时离开再回来。
start-language = 题目的语言
start-agree = 我接受此协议。
start-button = 开始评估
start-continue = 继续本次尝试
start-agreement-missing = 尚未接受协议。开始第一道题之前需要接受。
start-failed = 评估未能开始。本页显示当前的状态。

attempts-title = 尝试
attempts-none = 还没有。
attempts-score = { $maximum } 分中得 { $points } 分
attempt-passed = 通过
attempt-failed = 未通过
attempt-closed = 因到期而关闭，不计次数
attempt-closed-by-merge = 因档案合并而关闭，不计次数
attempt-details = 详情

prepare-weak-first = 按你上次的成绩排列，最薄弱的在前。

history-title = 历史
history-earned = 获得
history-renewed = 更新
history-extended = 延长
history-earned-again = 重新获得
history-through = 有效期至 { $day }
history-forever = 永久有效

effectless-title = 没有影响的考试
effectless-lede = 认证仍然有效时，任何考试都不能更新它，只有更新评估可以。成绩已记录。
effectless-exam = { $exam }，{ $at } 通过

credential-to-certification = 关于这项认证
