# 写给第一次来的人，以及每页的页脚。

footer = Perennial 让认证保持有效：免费、开卷、每年一次。

# 读者本地的时间，写在 UTC 之后。
your-time = （您的时间 { $time }）
