## 工作日历编辑页。
calendar-admin-title = 工作日历
calendar-admin-of = 日历：{ $name }
calendar-admin-new = 新日历
calendar-admin-lead = 我们的工作时间：以工作小时和工作日计的承诺按此计算。
calendar-admin-add = 添加日历
calendar-admin-next-closed = 近期休息：
calendar-admin-used-by = 使用的小区：
calendar-admin-nobody = 没有小区使用
calendar-admin-who = 各小区使用的日历
calendar-admin-who-hint = 对新工单生效。进行中的承诺仍按原来的日历。
calendar-admin-use = 使用
calendar-admin-use-name = 使用：{ $name }
calendar-admin-chosen = 本小区的新工单按此日历计算。
calendar-admin-saved = 日历已保存。进行中的承诺会在一分钟内随之调整。
calendar-admin-save = 保存
calendar-admin-look = 先看看
calendar-admin-export = 下载文件
calendar-admin-name = 名称
calendar-admin-zone = 时区
calendar-admin-week = 每周
calendar-admin-week-hint = 起止时间，多段用逗号分开：09:00-14:00, 16:00-19:00。最晚到 24:00；留空为休息。
calendar-admin-dates = 特殊日期
calendar-admin-dates-hint = 节假日和时间不同的日子。不填时间即休息。
calendar-admin-date = 日期
calendar-admin-label = 名称
calendar-admin-date-hours = 时间；留空为休息
calendar-admin-drop-date = 删除 { $day }
calendar-admin-row = 第 { $count } 行
calendar-admin-past = { $count } 个已过的日期
calendar-admin-add-date = 添加日期
calendar-admin-closed = 休息
calendar-admin-hours = { $hours }小时
calendar-admin-preview = 今后几周
calendar-admin-users = 使用此日历的小区
calendar-admin-files = 从文件读取
calendar-admin-files-hint = 读取的内容先放进表单，不会直接保存。
calendar-admin-ics = 节假日（.ics）
calendar-admin-read-ics = 读取节假日
calendar-admin-toml = 日历文件（.toml）
calendar-admin-read-toml = 读取日历
calendar-admin-file-read = 文件内容已放进表单。请查看后保存。
calendar-admin-holidays-read = { $count ->
    [0] 文件里没有新的休息日。
   *[other] 已在表单中添加 { $count } 个休息日。请查看后保存。
}
calendar-admin-left-out = 未采用：
calendar-admin-moving = { $moved ->
    [0] 查看了 { $running } 项进行中的承诺，时间都不变。
   *[other] 查看了 { $running } 项进行中的承诺，其中 { $moved } 项的时间会变，并会通知业主。
}
calendar-admin-confirm = 保存并调整 { $count } 项承诺
calendar-admin-name-wrong = 请输入名称，最多 80 个字
calendar-admin-date-twice = 这个日期出现了两次，请删除一个
calendar-admin-file-missing = 请选择文件
calendar-admin-file-unreadable = 这个文件不是文本
