# 写给第一次来的人，以及每页的页脚。

home-title = 让你的认证保持有效
home-lede = 基于角色的认证和专业认证有效期为一年。到期前六个月内，通过免费评估即可更新，再延长一年。
home-sign-in = 登录
home-dashboard = 前往“我的认证”
home-browse = 浏览认证
home-how-title = 如何进行
home-see = 看看什么快到期
home-see-text = “我的认证”显示哪些可以更新、截止到什么时候、接下来是什么。
home-prepare = 随时准备
home-prepare-text = 考核的每项技能都有相应的模块，随时对所有人开放。
home-renew = 参加评估
home-renew-text = 开卷、免费、无需预约，次数不限。通过后从原到期日起延长一年，提前更新不会有损失。

footer = Perennial 让认证保持有效：免费、开卷、每年一次。

# 读者本地的时间，写在 UTC 之后。
your-time = （你的时间 { $time }）
