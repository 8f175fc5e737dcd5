report-board-title = 看板
report-company-title = 公司数据
report-all-departments = 全部部门
report-departments = 部门
report-communities = 小区
report-spans = 统计时段
report-span-28 = 28 天
report-span-90 = 90 天
report-span-365 = 一年
report-span-all = 全部
report-counted = 统计于 { $time }（按 { $zone } 时间）
report-news = 有变化，点此显示
report-unrouted = 尚无部门
report-nobody = 尚无负责人

report-open = { $count ->
   *[other] 未完成
}
report-late = { $count ->
   *[other] 已逾期
}
report-today = { $count ->
   *[other] 今天到期
}
report-waiting = 暂停中
report-reopened = { $count ->
   *[other] 14 天内退回
}
report-filed = 收到（{ $count } 个地址）
report-closed = { $count ->
   *[other] 已关闭
}
report-median = 关闭天数（中位数）
report-ninetieth = 关闭天数（九成以内）
report-act = { $count ->
    [0] 立即处理
   *[other] 立即处理：{ $count } 件
}
report-nothing-urgent = 没有逾期，两小时内也没有到期的工单。
report-give = 转给同事
report-give-to = 由谁接手？
report-give-reason = 原因
report-give-now = 立即转交
report-given = { $number } 已转交。
report-on-time = 按承诺日期统计的准时情况
report-first = 首次答复
report-done = 完成或书面答复
report-due = 承诺 { $count } 项
report-due-late = 逾期 { $count } 项
report-of = { $kept }/{ $n }
report-ages = 未完成工单的时长
report-load = 每人未完成工单
report-load-late = { $n }（逾期 { $late }）
report-load-others = 另外 { $count } 人
report-why = 暂停及原因
report-flow = 最近 14 天的收与结
report-came = 收到
report-went = 结束

report-figure-open = 未完成工单
report-figure-late = 逾期工单
report-figure-act = 已逾期或两小时内到期
report-figure-today = 今天到期
report-figure-waiting = 暂停中
report-figure-filed = 收到的工单
report-figure-ended = 结束的工单
report-figure-closed = 已关闭工单
report-figure-reopened = 解决后 14 天内退回
report-figure-first = 承诺的首次答复
report-figure-first-kept = 准时的首次答复
report-figure-first-late = 逾期的首次答复
report-figure-done = 承诺的解决
report-figure-done-kept = 准时的解决
report-figure-done-late = 逾期的解决
report-tickets = { $count } 件工单
report-promises = { $count } 项承诺
report-none = 这里没有工单。
report-filed-at = 提交：{ $when }
report-closed-at = 结束：{ $when }
report-promised-by = 承诺 { $when } 前

report-col-filed = 工单
report-col-closed = 已关闭
report-col-addresses = 地址
report-col-median = 天数（中位数）
report-col-ninetieth = 天数（九成以内）
report-col-open = 未完成
report-col-late = 逾期
report-repeats = 同一地点的同类问题
report-no-repeats = 没有同一地点重复报告的问题。
