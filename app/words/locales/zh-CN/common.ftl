# 每个页面都有的内容。

brand-name = Perennial
skip-to-content = 跳到正文
nav-label = 主导航
nav-certifications = 认证
nav-dashboard = 我的认证
nav-account = 账户
nav-sign-in = 登录
nav-sign-out = 退出登录

# 可切换到的另一种语言，用它自己的名称。
other-language = English
language-switch-label = 页面语言

# $date：“2026 年 12 月 10 日”。有效期的最后一分钟（E1）。
valid-through = 有效期至 { $date } 23:59 UTC
