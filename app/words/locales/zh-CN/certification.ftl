# 目录：有哪些认证，怎样获得，怎样更新。

certifications-title = 认证
certifications-lede = 每项认证的要求，以及如何更新。对所有人开放。
certifications-none = 目录是空的。

kind-fundamentals = 基础
kind-role-based = 基于角色
kind-associate = 助理级
kind-expert = 专家级
kind-specialty = 专业

certification-retires = 自 { $at } 起既不能获得，也不能更新。
certification-superseded = 已有较新的认证取代这一项。
certification-never-expires = 永久有效。
certification-yearly = 有效期一年。尚未发布更新评估。
certification-renewed-yearly = 有效期一年，通过免费评估更新。

measured-title = 考核内容
prerequisites-title = 先决条件
prerequisites-lede = 获得认证当天须持有且有效。
exams-title = 获得认证的考试
exams-one-of = 以下任选一项：

assessment-title = 更新评估
assessment-none = 尚未发布更新评估。
assessment-questions = 题数
assessment-time = 时间
assessment-mark = 通过标准
assessment-languages = 语言
assessment-version = 版本
assessment-free = 免费、开卷、无需预约

prepare-title = 准备
renewal-measured-title = 更新评估考核的技能
renewal-measured-lede = 评估本身尚未发布。
prepare-lede = 评估考核的技能，以及随时可读的模块。
prepare-share = { $count ->
   *[other] { $count } 道题
}
prepare-no-modules = 这项技能没有列出模块。
prepare-minutes = { $minutes ->
   *[other] { $minutes } 分钟
}
