repair-back = 返回
repair-change = 修改

repair-where-title = 什么坏了？
repair-photo = 拍照
repair-where-tiles = 在哪里？

repair-what-title = 出了什么问题？
repair-what-missing = 请选择问题，或选择“不确定”

repair-same-title = 是否已有人报修？
repair-same-hint = 如果是下面其中一项，您不必再报，我们会告诉您进展。
repair-same-since = { $when } 报修
repair-same-next = 下一步：{ $what }，{ $when } 之前
repair-same-me-too = 我也是，请告诉我进展
repair-same-other = 是别的问题，继续报修
repair-same-following = 您已关注此事，有进展我们会告诉您。
repair-same-stop = 取消关注
repair-card-hint = 这是您楼里的住户报修的。您可以看到哪里坏了、下一步是什么，看不到是谁报的。

repair-last-title = 核对并发送
repair-help-title = 请先试试
repair-help-go-on = 没有用，继续报修
repair-help-done = 已经好了
repair-fact-home = 房产
repair-fact-where = 位置
repair-fact-what = 问题
repair-fact-photos = 照片
repair-fact-responsible = 由谁负责
repair-photos = { $count ->
    [0] 无
   *[other] { $count } 张
}
repair-responsible-company = 由我们负责。
repair-responsible-owner = 由业主负责。
repair-responsible-developer = 由开发商负责。
repair-responsible-utility = 由供应公司负责。
repair-responsible-insurer = 由保险公司负责。
repair-thing = 是哪一个？
repair-thing-unsure = 不确定
repair-words = 还有要补充的吗？
repair-words-hint = 什么时候开始的、多久发生一次、您试过什么办法
repair-words-needed = 出了什么问题？
repair-words-missing = 请简单写一下问题，或返回添加照片
repair-worse = 现在是否在加重？
repair-vulnerable = 家中有婴幼儿、老人或病人
repair-enter = 您不在家时，我们可以进门吗？
repair-best = 方便的时间
repair-best-morning = 上午
repair-best-afternoon = 下午
repair-best-any = 都可以
repair-yes = 是
repair-no = 否
repair-unsure = 不确定
repair-send = 发送报修
repair-change-title = 修改或撤回
repair-change-until = { $until } 之前可以修改。之后请给我们留言。
repair-change-words = 您写的内容
repair-change-save = 保存修改
repair-changed = 我们已收到您的修改。
repair-change-else = 报错了，或者已经没事了？
repair-change-else-hint = 请撤回这一事项。如果还有东西坏了，请重新报修。

repair-danger-gas = 不要碰任何开关，不要点火，打开窗户，离开屋子，然后到室外打电话。
repair-danger-fire = 如有明火或浓烟，请立即离开并拨打火警电话，然后打给我们。
repair-danger-water = 请尽量关闭总水阀，远离潮湿的插座，然后打给我们。
repair-danger-electric = 不要碰打火或潮湿的东西；配电箱干燥时才可断电。然后打给我们。
repair-danger-trapped = 请保持冷静，按下电梯内警铃，不要扒门。请立即打给我们，会有人赶到。
repair-danger-lock = 如果您不安全，请先报警，然后打给我们。
repair-danger-cold = 请集中在一个房间保暖，切勿用灶具或炭火取暖。如家中有婴幼儿、老人或病人，请打给我们。

repair-worse-yes = 正在加重
repair-worse-no = 没有加重
repair-worse-unsure = 不确定是否加重
repair-enter-yes = 家中无人时可进门
repair-enter-no = 有人在家时才可进门

repair-payer-title = 这次维修由谁付费
repair-payer-usual = 通常的规定：{ $responsible }{ $why }
repair-payer = 由谁付费
repair-payer-reason = 理由
repair-payer-reads = 业主会看到，请尽量用{ $language }填写。业主可以提出异议。
repair-payer-send = 告知业主
repair-payer-missing = 请选择由谁付费
repair-payer-settled = 已告知业主由谁付费。
