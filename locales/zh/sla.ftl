## 承诺：设置与计时不接受的情况。
sla-refusal-already-paused = 本工单的计时已经暂停。
sla-refusal-pause-backwards = 请选择晚于开始时间的结束时间。
sla-refusal-not-extendable = 按规定，此项承诺不可延期。
sla-refusal-extension-too-late = 只有正在计时且未逾期的承诺可以延期。
sla-refusal-extended-often = 此项承诺最多延期 { $count } 次，已用完。
sla-refusal-extension-too-long = { $unit ->
    [min] 按规定，合计最多延长 { $count } 分钟。
    [h] 按规定，合计最多延长 { $count } 小时。
    [d] 按规定，合计最多延长 { $count } 天。
    [wmin] 按规定，合计最多延长 { $count } 个工作分钟。
    [wh] 按规定，合计最多延长 { $count } 个工作小时。
   *[wd] 按规定，合计最多延长 { $count } 个工作日。
}
sla-refusal-reason-needed = 请写明理由，业主会看到。
sla-refusal-no-draft = 没有可发布的草稿。
sla-refusal-unknown-preset = 没有这个模板。
sla-refusal-slug-taken = 已有日历使用这个短名，请另取一个。

## 承诺：草稿不能发布的原因。
sla-fault-empty = 请至少添加一条规定。
sla-fault-no-fallback = 请在最后添加一条无条件的规定，使每个工单都有承诺。
sla-fault-slug-twice = 有两条规定都叫“{ $policy }”，请改名。
sla-fault-unreachable = “{ $policy }”永远用不到：前面的“{ $after }”适用于所有工单。请把它上移。
sla-fault-no-promises = “{ $policy }”没有任何承诺，请添加。
sla-fault-promise-twice = “{ $policy }”有两项承诺起点和内容相同，请删除一项。
sla-fault-starts-on-its-end = “{ $policy }”有一项承诺的起点就是它的终点，请另选起点。
sla-fault-unknown-word = “{ $policy }”的条件“{ $word }”不存在。
sla-fault-no-time = “{ $policy }”有一项时限为零，请写长一些。
sla-fault-percent = “{ $policy }”的百分比或阶段无效。百分比为 1 至 100。
sla-fault-ladder = 在“{ $policy }”中，请把重复提醒放在最后，并使用相同的间隔。
sla-fault-covered = “{ $policy }”永远用不到：前面的“{ $by }”适用于同样的工单。请上移或删除。
