## 工作日历有什么问题。{ $place } 为空，或指出文件中的日期，例如“mon: ”。
calendar-not-a-window = { $place }“{ $text }”不是时间段。请写成 09:00-14:00，最晚到 24:00
calendar-window-empty = { $place }时间段 { $text } 是空的
calendar-window-backwards = { $place }时间段 { $text } 的结束早于开始。夜间请写成两段：一段到 24:00，一段从次日 00:00 开始
calendar-windows-overlap = { $place }时间段 { $first } 与 { $second } 重叠
calendar-no-working-time = { $from }至{ $until }没有任何工作时间。请至少开放一个时间段
calendar-unknown-zone = “{ $text }”不是时区。请写成 Europe/Madrid 这样的名称
calendar-not-a-weekday = “{ $text }”不是星期。请写 mon、tue、wed、thu、fri、sat 或 sun
calendar-not-a-date = “{ $text }”不是日期。请写成 2026-12-24
calendar-not-a-list = { $place }请把时间段写成列表，例如 ["09:00-14:00"]
calendar-file-unreadable = 日历文件无法读取：{ $text }

## 从 iCalendar 文件导入节假日
calendar-not-icalendar = 这不是 iCalendar 文件。请选择以 .ics 结尾的文件
calendar-no-holidays = 文件中没有{ $from }至{ $until }的全天事件
calendar-left-out-part-day = 不是全天
calendar-left-out-no-date = 没有日期
calendar-left-out-too-long = 超过 { $days } 天
calendar-left-out-repetition = 无法识别重复方式

## 承诺的时长
calendar-not-a-target = “{ $text }”不是时长。请写数字加 min、h、d、wmin、wh 或 wd，例如 4 wh
calendar-target-too-long = “{ $text }”太长
calendar-target-minutes = { $count } 分钟
calendar-target-hours = { $count } 小时
calendar-target-days = { $count } 天
calendar-target-working-minutes = { $count } 个工作分钟
calendar-target-working-hours = { $count } 个工作小时
calendar-target-working-days = { $count } 个工作日

## 为什么没有到期时间
calendar-runs-out = 日历中剩余的工作时间不够兑现这项承诺
calendar-too-far = 这项承诺的到期时间在 100 年以后
calendar-pause-backwards = 暂停的结束早于开始

## 某天为什么不算
calendar-why-closed = 休息
calendar-why-holiday = 节假日
calendar-why-paused = 暂停中
calendar-why-clock_change = 时钟调整
