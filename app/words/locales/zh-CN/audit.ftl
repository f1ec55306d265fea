# 审计记录中的内容，供相关本人查看。

audit-account-created = 账户已创建
audit-account-deleted = 账户已删除
audit-address-changed = 邮箱地址已更改
audit-calendar-made = 日历地址已生成
audit-calendar-revoked = 日历地址已收回
audit-connected = 档案已关联
audit-credential-corrected = 认证因迟到的考试成绩而更正
audit-credential-earned = 获得认证
audit-credential-earned-again = 重新获得认证
audit-credential-extended = 认证有效期已延长
audit-data-downloaded = 数据已下载
audit-disconnected = 档案已取消关联
audit-extension-confirmed = 已确认批量延长认证
audit-key-created = API 密钥已创建
audit-key-revoked = API 密钥已撤销
audit-language-changed = 页面语言已更改
audit-learning-profile-started = 新建学习档案
audit-login-added = 登录方式已添加
audit-login-proven = 登录方式已证明
audit-login-removed = 登录方式已移除
audit-login-replaced = 个人登录方式已替换
audit-mail-retried = 邮件已重新发送
audit-merge-attested = 支持人员确认了档案合并
audit-name-changed = 姓名已更改
audit-password-changed = 密码已更改
audit-person-viewed = 账户已被查看
audit-profiles-merged = 档案已合并
audit-quiet-hours-changed = 免打扰时段已更改
audit-reminders-muted = 提醒已静音
audit-reminders-unmuted = 提醒已恢复
audit-result-recorded = 考试成绩已记录
audit-role-given = 角色已授予
audit-role-taken = 角色已收回
audit-session-ended = 会话已结束
audit-signed-in = 登录
audit-support-answered = 支持人员已答复
audit-support-asked = 向支持人员求助
audit-time-zone-changed = 时区已更改

# 由谁操作。
audit-by-you = 你本人
audit-by-another = 另一个账户
audit-by-staff = 支持或管理人员
audit-by-key = 考试机构
