## The front door
front-title = 您的服务窗口
front-intro = 报修、投诉或查询费用，随时看到我们承诺的时间，由专人答复您。
front-report = 反映问题
front-report-hint = 报修、投诉或费用疑问，约一分钟
front-track = 按编号查看进度
front-track-hint = 凭回执上的编号，无需登录。
front-in = 登录
front-in-hint = 您的事项、留言、账单和资料。
front-staff = 员工入口
front-emergency = 燃气、火情、大量漏水或有人被困电梯？请先打电话。

## The first page
home-title = 我的家
home-open = 进行中的事项
home-over = 以前的事项
home-none = 您没有进行中的事项。
home-by-other = 由您的家人提交
home-late = 这件事我们已经逾期。

report-title = 您要反映什么？
report-danger = 燃气、火情、大量漏水或有人被困电梯？请立即打电话。
report-repair = 东西坏了
report-repair-hint = 家里或公共区域
report-complaint = 我要投诉
report-complaint-hint = 服务、员工、噪音或卫生
report-fee = 费用有疑问
report-fee-hint = 核查期间不收滞纳金
report-ask = 咨询或建议
report-ask-hint = 其他任何事情
report-limit = 您今天已提交 { $count } 件事项，达到每人每天的上限。您写的内容都还在：请在 { $at } 之后再提交。
report-limit-phone = 您今天已提交 { $count } 件事项，达到每人每天的上限。您写的内容都还在：请在 { $at } 之后再提交。如果不能等，请拨打 { $phone }。

## The receipt
sent-title = 我们已收到
sent-danger = 如有人身危险，请立即打电话，不要等我们。
sent-number = 您的编号
sent-department = 已交给{ $department }
sent-next = 接下来
sent-call = 来电时请报编号 { $number }。
sent-follow = 查看这件事
sent-home = 返回我的家
sent-change = 修改或撤回，{ $until } 之前
sent-calendar = 把这些时间加入我的日历
sent-pass-on = 给家里其他人看
sent-pass-on-hint = 扫码或打开链接即可查看进度，无需登录，90 天内有效。不会显示任何留言，也不能在那里操作。
sent-pass-on-picture = 链接的二维码

## Following one
owner-back = 我的家
owner-next = { $what }：{ $when } 前
owner-by = { $when } 前
owner-by-open = 等待结束后
owner-done-at = { $when } 完成
owner-why = 为什么？
owner-no-promise = 没有进行中的承诺。
owner-promise-missed = 我们没有做到。
owner-promised = 我们的承诺
owner-story = 进展
owner-write = 给我们留言
owner-write-over = 这一事项已结束，留言不会重新打开它。如果没有修好，请选择上面的“还没有解决”。
owner-change = 修改所报内容
owner-send = 发送
owner-say-something = 请写下留言或添加照片
owner-said = 已收到您的留言。
owner-says-new = 前台正在查看，会转给合适的人。
owner-says-assigned = 已交给{ $department }，尚未开始处理。
owner-says-in-progress = { $who }正在处理。
owner-says-waiting = { $reason }。最迟 { $until } 继续。
owner-says-fixed = 我们认为已经修好了，对吗？
owner-says-resolved = 我们已经答复您，可以了吗？
owner-says-closed = 已于 { $when } 结束。
owner-says-declined = 这件事我们没有受理，原因见下。
owner-says-declined-referral = 这件事应由{ $to }处理，原因见下。
owner-says-duplicate = 与 { $number } 一并处理。
owner-says-withdrawn = 您已撤回。
owner-joined = 另一件的进展
owner-joined-hear = 我们把两件作为一件处理，有进展就告诉您。
owner-says-late = { $says }我们逾期了：原定 { $when }。这是我们的过失。
owner-is-it-done = 办好了吗？
owner-stars = 您对这次服务满意吗？
owner-stars-worst = 差
owner-stars-best = 很好
owner-praise = 还有什么想说的？
owner-score-choose = 请选择 1 到 5
owner-yes-done = 是的，办好了
owner-confirmed = 谢谢您，已结束。
owner-not-fixed = 还没有解决
owner-still = 还有什么问题？
owner-still-hint = 会立即重新打开，并给出新的时间。
owner-return = 重新打开
owner-returned = 已重新打开，新的时间见下。
owner-rate = 评价这次服务
owner-rated = 您给了 { $count } 分（满分 5 分）
owner-send-rating = 提交评价
owner-escalate = 我不满意，请其他人再看一次
owner-no-longer = 我不再需要了
owner-withdraw-what = 我们会停止处理。您随时可以再次提交。
owner-withdraw = 撤回
owner-withdrawn = 您已撤回。

## The story of a ticket
story-a-resident = 一位住户
story-photo = 照片：{ $name }
story-Filed = 已提交，来自：{ $channel }
story-Imported = 从其他系统转入
story-Acknowledged = 我们已收到，时间从现在开始计算。
story-Promised = 已承诺时间
story-Routed = 已转给{ $department }
story-Routed-desk = 由前台处理
story-Assigned = 已指定负责人
story-Accepted = 已接手
story-HandoffOffered = 请同事接手
story-HandoffOffered-department = 请{ $department }接手
story-HandoffAccepted = 同意接手
story-HandoffDeclined = 不同意接手
story-HandoffLapsed = 无人按时接手，已退回
story-HandoffWithdrawn = 撤回了移交
story-SpokeWithOwner = 与住户通了话
story-UrgencyChanged = 紧急程度改为：{ $to }
story-PutOnHold = 等待至 { $until }：{ $reason }
story-Resumed = 继续处理
story-Visited = 已到现场
story-MadeSafe = 已排除危险
story-Investigated = 已查看
story-Resolved = 处理完毕：{ $outcome }
story-Confirmed = 确认已办好
story-Rated = 评价 { $count } 分（满分 5 分）
story-Thanked = 表示感谢
story-Corrected = 更正了所报内容。{ $enter }。方便时间：{ $best }
story-Returned = 表示没有修好
story-Reopened = 重新打开
story-Closed = 已结束
story-Declined = 未受理
story-Declined-referral = 转介给{ $to }
story-MarkedDuplicate = 与 { $number } 合并
story-Withdrawn = 已撤回
story-PromiseWarned = { $due } 到期：{ $metric }
story-PromiseBroken = 未按时做到。{ $metric }：应于 { $due } 前
story-PromiseEscalated = 已上报：{ $metric }
story-PromiseExtended = 已延长时间，并说明原因
story-PolicyReapplied = 重新确定承诺时间
story-promise-by = { $metric }：{ $due } 之前
story-PromiseMoved = 工作日有调整。新的时间：{ $list }
story-Apologised = 我们没有按时做到，已致歉并给出新的时间
story-ComplaintAnswered = 书面答复
story-StageTwoAsked = 要求复查
story-ChargesHeld = 有争议的费用已暂停收取，不计滞纳金
story-DisputeDecided = 对费用的决定
story-AdjustmentProposed = 已提出更正
story-AdjustmentApproved = 更正已批准
story-AdjustmentRefused = 更正未获批准

## Why this time?
why-back = 返回
why-title = 为什么是 { $when }？
why-title-open = 为什么还没有时间？
why-promised = { $what }：承诺在{ $target }内。
why-from = 从 { $when } 开始计算。
why-not-started = 尚未开始计算：要先完成另一步。
why-extended = 延长了{ $by }。
why-counted = 计入的时间
why-skipped = 不计入的日期
why-paused = 等待期间
why-since = 自 { $when } 起
why-window = { $window } · { $span }
why-day = 第 { $count } 个工作日，至 { $closes }
why-named = { $why }：{ $name }
why-result = 因此到期时间为 { $when }。
why-open = 等待期间没有到期时间。
why-calendar = 按日历“{ $name }”计算，时区 { $zone }。

owner-who-pays = 费用由谁承担
owner-payer-company = 由我们承担。
owner-payer-owner = 由房屋业主承担。
owner-payer-warranty = 由开发商保修承担。
owner-payer-insurer = 由保险公司承担。
owner-payer-utility = 由水电气公司承担。
owner-payer-disagree = 我不同意
story-PayerSettled = 费用承担：{ $payer }

track-sign-in = 登录以查看和发送留言
track-hint = 本页显示进展情况。登录后可查看留言和照片。

track-title = 查看事项进度
track-back = 返回
track-number = 事项编号
track-number-hint = 形如 R-7KQ4M2-8，写在您的回执上。
track-number-wrong = 请核对编号：一个字母、六个字符，再加一个字符，例如 R-7KQ4M2-8
track-figures = 您电话号码的后四位
track-figures-hint = 您在我们这里登记的电话。
track-figures-wrong = 请输入您电话号码的后四位数字
track-sent = 如果 { $number } 与这四位数字相符，验证码正在发往您登记的邮箱，10 分钟内有效。
track-show = 查看进度
track-code-back = 换一个编号
track-ring = 或者打电话给我们
track-mail =
    您查看 { $number } 的验证码是 { $code }

    10 分钟内有效，只能在申请时的浏览器中使用。它只显示事项的进度，不显示任何留言内容。

    不是您本人申请的？那么什么都不用做：没有验证码，谁也看不到。我们绝不会在电话里向您索要验证码。
