# 通过 OpenID Connect 提供方登录。

provider-title = 或者用其他账户登录
provider-button = 通过 { $provider } 登录
provider-prove = 证明 { $provider } 的登录
provider-personal = 个人账户
provider-work = 工作或学校账户

provider-leading-title = 前往 { $provider }
provider-leading = 在那里登录之后会回到这里。
provider-continue = 继续前往 { $provider }

provider-denied = 在 { $provider } 没有完成登录。请再试一次，或者换一种方式登录。
provider-nonsense = { $provider } 的回应无法理解。请换一种方式登录，并告知本站的管理者。
provider-not-taken = { $provider } 没有接受这次登录。请再试一次；如果仍然如此，请告知本站的管理者。
provider-stale = 这次通过 { $provider } 的登录是在别的浏览器里开始的，或者已经完成，或者超过了十分钟。请重新开始。
provider-unproven = { $provider } 提供的身份信息无法核实，所以没有登录。请再试一次；如果仍然如此，请告知本站的管理者。
provider-unreachable = { $provider } 暂时没有回应。请过一分钟再试，或者换一种方式登录。
