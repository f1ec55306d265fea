# 认证档案、学习档案，以及两者之间的关联。

profiles-title = 档案
profiles-link = 档案与关联
profiles-lede = 认证档案记录你取得的认证，学习档案记录你的学习。更新认证需要两者通过同一个个人登录方式关联。
profiles-connected = 两个档案已关联。

profiles-next = 下一步
profiles-connect-why = 两个档案都使用 { $login }。关联之后即可更新认证。
profiles-connect = 关联档案
profiles-needs-personal-why = 认证档案的登录方式 { $login } 将成为学习档案的个人登录方式。请在下方用它登录，证明它属于你。
profiles-misaligned-why = 认证档案使用 { $certification }，学习档案使用 { $learning }。请在下方分别用两者登录，证明都属于你；之后前者会替换后者。
profiles-none-why = 认证档案需要个人登录方式。请在下方用你的个人登录方式登录：它会归入此账户，档案随即建立。
profiles-none-other = 在另一个账户里持有认证？请在下方用那个账户的个人登录方式登录，之后可以合并。
profiles-merge-why = 它们会合为一个，各自的内容都会保留。
profiles-merge-see = 查看合并的结果
profiles-other-ways = 其他办法

# 支持人员的确认。
attested-title = 支持人员已确认
attested-merge-why = 支持人员已确认认证档案 { $number } 也属于你。无需再证明即可合并。

# 已证明的登录方式，以及可以做什么。
proved-title = 刚刚证明
proved-valid = 证明在 10 分钟内有效，且仅限此会话。
proved-replace = 将 { $login } 设为个人登录方式
proved-replace-why = 它会替换现有的个人登录方式，后者不能再登录此账户。其他会话都会结束。
proved-first-why = 它会成为学习档案的个人登录方式。其他会话都会结束。
proved-start = 用 { $login } 新建学习档案
proved-start-why = 旧的学习档案连同其余登录方式成为单独的账户。认证和评估记录仍归你。其他会话都会结束。
proved-add = 将 { $login } 添加为工作登录方式
proved-add-why = 之后可以用它登录此账户。
proved-merge-why = { $login } 属于另一个账户。那个账户的内容可以合并进来。
proved-nothing = { $login } 属于另一个有内容的账户。请用那个账户的个人登录方式登录后合并，或者先在那里移除此登录方式。
proved-own-missing = 缺少你自己登录方式的新证明。请在下方再次用学习档案的登录方式登录。

prove-title = 证明登录方式
prove-lede = 在此会话中再登录一次：可以用此账户的登录方式，也可以用准备添加的登录方式。此时不会有任何改变。
prove-button = 证明此登录方式

# 两个档案。
profile-certification = 认证档案
profile-learning = 学习档案
profile-number = 编号
profile-former = 以前的编号
profile-login = 个人登录方式
profile-holds = { $count } 项认证
profile-none = 尚无
profile-no-personal = 没有个人登录方式

logins-title = 登录方式
login-personal = 个人
login-work = 工作或学校
login-built-in = 电子邮件与密码
login-of-certification = 认证档案
login-of-learning = 学习档案
login-only-signs-in = 仅用于登录
login-of-session = 此会话
login-proved = 已证明
login-remove = 移除
login-remove-named = 移除 { $login }
keep-only-one = 这是学习档案唯一的登录方式，不能移除。
keep-personal = 档案的个人登录方式只能替换，不能移除。
keep-of-session = 此会话由它登录。请先证明另一个登录方式。
logins-add = 证明工作或学校的登录方式之后即可添加。

# 未能完成的原因。
refused-not-now = 按目前的状态无法进行。当前状态见本页。
refused-not-proven = 缺少新的证明。请在下方用所列的登录方式登录，然后再试。
refused-elsewhere = 此登录方式属于有内容的账户，两个账户只能整体合并。
refused-last-administrator = 另一个账户属于最后一位管理员。请先把该角色授予他人。
refused-failed = 未能完成。请再试一次。

# 已完成的操作。
done-connected = 档案已关联。
done-replaced = 个人登录方式已更换。其他会话已结束。
done-started = 新的学习档案已建立。其他会话已结束。
done-added = 登录方式已添加。
done-removed = 登录方式已移除。
done-merged = 档案已合并。以前的编号和链接仍然有效。
done-proved = 登录方式已证明。
done-asked = 支持人员已收到你的请求。

# 向支持人员求助。
support-title = 向支持人员求助
support-lede = 某个登录方式已无法使用？支持人员可以更换认证档案的登录方式，或者确认两个档案都属于你。
support-message = 发生了什么？
support-message-hint = 最多 1000 个字符。不要写密码。
support-button = 发送
support-reference = 你的请求编号为 { $reference }，发送时间为 { $at }。答复会出现在你的账户历史中。
support-change = 修改所写内容

# 合并预览。
merge-title = 合并两个档案
merge-lede = 以下是合并的结果。合并无法撤销。
merge-into = 保留
merge-from = 并入
merge-as-it-is = 此档案原样归入这个账户。
merge-moves = 移入
merge-moves-none = 没有单独移入的内容。
merge-moved-through = 有效期至 { $day }
merge-moved-forever = 永久有效
merge-closes = 一次未结束的评估会关闭，不计次数。
merge-both = 两边都有
merge-both-lede = 保留较晚的日期和双方的历史。
merge-here = 这边
merge-there = 那边
merge-stays = 保留
merge-afterwards = 合并之后
merge-counted = { $count ->
    [0] 没有已计的评估。
   *[other] 已计 { $count } 次评估。
}
merge-wait = { $at } 起可再次参加。
merge-closes-attempts = { $count } 次未结束的评估会关闭，不计次数。
merge-results = 移入 { $count } 条考试成绩。
merge-results-same = 其中 { $count } 条两边都有，只计一次。
merge-account = 另一个档案属于另一个账户。它的登录方式也会归入这里，它的会话会结束。
merge-proof = 两个登录方式
merge-proof-lede = 合并需要两个个人登录方式的新证明。
merge-proved = 已证明
merge-not-proved = 尚未证明
merge-attested = 支持人员已确认，无需证明。
merge-understood = 我已了解合并的内容，并知道无法撤销。
merge-button = 合并档案
merge-not-understood = 请先勾选确认。
merge-back = 返回，不合并
