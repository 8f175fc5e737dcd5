## 通知与邮件。
## 每条消息可用：{ $number } 编号；{ $matter }、{ $Matter } "您的报修"；{ $department } 部门；{ $actor } 操作人；{ $who } 负责人；
## { $manager } 经理；{ $phone } 电话。部分可用：{ $metric }、{ $when } 原定时间、{ $until } 等待结束、{ $new } 新的承诺时间、
## { $closes } 自动结案日、{ $score } 评分、{ $referral } 转介去处。
## 给业主的邮件依次说明：我们收到了什么、我们会做什么、何时之前、由谁负责、如有不对怎么办。

notify-matter-repair = 您的报修
notify-matter-complaint = 您的投诉
notify-matter-fee_dispute = 您的费用异议
notify-matter-suggestion = 您的建议
notify-matter-inquiry = 您的咨询
notify-matter-service_order = 您的服务订单

notify-we = 我们
notify-desk = 前台

notify-hello = { $name }，您好：
notify-danger = 有人有危险吗？请立即拨打 { $phone }。
notify-promise = { $what }：{ $when } 之前。
notify-who = 由{ $department }的{ $who }负责。您可以拨打 { $phone }。
notify-who-no-phone = 由{ $department }的{ $who }负责。
notify-who-nobody = 您可以拨打 { $phone } 找我们。
notify-wrong = 有不对的地方吗？请在这个页面告诉我们：
notify-referral = 请联系：{ $referral }。
notify-staff-why = 您收到此邮件，因为您在{ $community }工作。

# 等待的原因。
notify-wait-owner_answer = 我们需要您的答复。
notify-wait-owner_access = 我们需要入户，但没能进去。
notify-wait-third_party = 需要另一家公司先完成他们的部分。
notify-wait-parts = 我们在等一个零件。
notify-wait-weather = 天气不允许施工。
notify-wait-approval = 费用需要先批准。
notify-wait-appointment = 我们已经和您约好上门时间。

# 不受理的原因。
notify-decline-owners_responsibility = 该部分属于业主自有，不属于楼宇公共部分。
notify-decline-developers_warranty = 该问题在开发商保修范围内，应由开发商维修。
notify-decline-utilitys_responsibility = 该问题由市政公用公司负责。
notify-decline-not_our_community = 您所说的地点不由我们管理。
notify-decline-abusive = 我们不回复辱骂或威胁他人的信息。
notify-decline-other = 原因见下方{ $actor }的说明。

# 未能兑现承诺时，记录显示的情况。
notify-cause-new = 当时还没有转到部门。
notify-cause-assigned = 当时已在{ $department }，但没有人开始处理。
notify-cause-in_progress = { $department }已经开始，但没有按时完成。
notify-cause-waiting = 当时处于等待中，但等待不包括这项承诺。
notify-cause-resolved = 工作已经完成，但我们没有按时告诉您。
notify-cause-closed = 当时已结案，但这一项还欠着您。
notify-cause-declined = 当时未受理，但这一项还欠着您。
notify-cause-duplicate = 当时已与另一件合并，但这一项还欠着您。
notify-cause-withdrawn = 您当时已经撤回。

## 业主看到的。

notify-received-line = 我们已收到{ $matter } { $number }
notify-received-heard = 我们已收到{ $matter } { $number }。
notify-received-do = 现在由{ $department }处理。
notify-received-do-desk = 前台会阅读并转给合适的人。

notify-acknowledged-line = { $actor }已阅读{ $matter } { $number }
notify-acknowledged-heard = { $actor }已阅读{ $matter } { $number }。
notify-acknowledged-do = 我们正在了解情况。

notify-moved-line = { $Matter } { $number } 已转到{ $department }
notify-moved-heard = { $Matter } { $number } 已转到{ $department }。
notify-moved-do = 之后由他们处理。

notify-started-line = { $actor }正在处理{ $matter } { $number }
notify-started-heard = { $actor }正在处理{ $matter } { $number }。
notify-started-do = 有新情况时我们会告诉您。

notify-answer-line = { $actor }回复了{ $matter } { $number }
notify-answer-heard = { $actor }回复{ $matter } { $number }：
notify-answer-do = 我们会继续处理，直到解决。

notify-hold-line = { $Matter } { $number } 需要等到 { $until }
notify-hold-heard = { $Matter } { $number } 还没有完成，需要等待。
notify-hold-do = 我们最迟在 { $until } 继续。

notify-resumed-line = 我们继续处理{ $matter } { $number }
notify-resumed-heard = { $matter } { $number } 的等待已结束。
notify-resumed-do = 我们继续处理。

notify-visited-line = { $actor }为{ $matter } { $number } 上门了
notify-visited-heard = { $actor }为{ $matter } { $number } 上门了。
notify-visited-do = 我们会告诉您下一步。

notify-safe-line = { $Matter } { $number }：现在已经安全
notify-safe-heard = { $actor }已经排除危险。这是关于{ $matter } { $number }。
notify-safe-do = 其余的维修随后进行。

notify-found-line = { $Matter } { $number }：我们找到了原因
notify-found-heard = { $actor }已经查看了{ $matter } { $number }。
notify-found-do = 我们根据查明的情况继续处理。

notify-resolved-line = { $Matter } { $number } 已完成，您看可以吗？
notify-resolved-heard = 我们认为{ $matter } { $number } 已经完成。
notify-resolved-do = 它会在 { $closes } 自动结案。
notify-resolved-wrong = 还没有好吗？请在此之前到页面上告诉我们，我们立刻重新处理：

notify-complaint_answer-line = 对您的投诉 { $number } 的答复
notify-complaint_answer-heard = 这是我们对您的投诉 { $number } 的答复。
notify-complaint_answer-do = 它会在 { $closes } 自动结案。
notify-complaint_answer-wrong = 不满意吗？请在页面上申请复核，由另一位人员处理：

notify-decided-line = 您的费用异议 { $number } 已有决定
notify-decided-heard = 您的费用异议 { $number } 已有决定。页面上列出每一项费用的决定。
notify-decided-do = 它会在 { $closes } 自动结案。
notify-decided-wrong = 您有不同意见吗？请在此之前到页面上告诉我们：

notify-reopened-line = { $Matter } { $number } 已重新打开
notify-reopened-heard = { $Matter } { $number } 已重新打开。
notify-reopened-do = { $department }正在处理。

notify-closed-line = { $Matter } { $number } 已结案
notify-closed-heard = { $Matter } { $number } 已结案。
notify-closed-do = 您随时可以查看。

notify-declined-line = 我们无法受理{ $matter } { $number }
notify-declined-heard = 我们无法受理{ $matter } { $number }。
notify-declined-wrong = 您有不同意见吗？请在页面上留言或致电，前台会再看一次：

notify-duplicate-line = { $Matter } { $number } 已与另一件合并
notify-duplicate-heard = { $number } 所说的问题我们已经知道。
notify-duplicate-do = 我们把两件作为一件处理，有进展会告诉您。

notify-withdrawn-line = { $Matter } { $number } 已撤回
notify-withdrawn-heard = { $Matter } { $number } 已撤回。
notify-withdrawn-do = 我们不再处理。

notify-extended-line = { $matter } { $number } 需要更多时间
notify-extended-heard = { $matter } { $number } 需要更多时间。原因：
notify-extended-do = 新的时间如下。

notify-retimed-line = { $matter } { $number } 的时间有变
notify-retimed-heard = 我们的工作日有调整，{ $matter } { $number } 的时间随之变化。
notify-retimed-do = 新的时间如下。

notify-apology-line = { $matter } { $number }：我们没有守信
notify-apology-heard = 我们说过会在 { $when } 之前告诉您消息。
notify-apology-heard-acknowledge = 我们说过会在 { $when } 之前确认{ $matter } { $number }。
notify-apology-heard-first_response = 我们说过会在 { $when } 之前由专人回复{ $matter } { $number }。
notify-apology-heard-attend = 我们说过会在 { $when } 之前为 { $number } 上门。
notify-apology-heard-make_safe = 我们说过会在 { $when } 之前排除 { $number } 的危险。
notify-apology-heard-investigate = 我们说过会在 { $when } 之前查明 { $number } 的原因。
notify-apology-heard-update_owner = 我们说过会在 { $when } 之前告诉您 { $number } 的消息。
notify-apology-heard-resolve = 我们说过{ $matter } { $number } 会在 { $when } 之前完成。
notify-apology-heard-answer = 我们说过会在 { $when } 之前答复 { $number }。
notify-apology-heard-evidence_open = 我们说过您可以在 { $when } 之前查看 { $number } 的凭证。
notify-apology-heard-certify = 我们说过会在 { $when } 之前给您 { $number } 的证明。
notify-apology-do = 我们没有做到。这是我们的失误，对不起。
notify-apology-late = 这件事现在已经做了，但比说好的晚。
notify-apology-new = { $new } 之前，{ $who }会告诉您进展和完成时间。
notify-apology-wrong = 如果我们再次失约，经理{ $manager }会给您打电话。您也可以在页面上留言：

notify-charges_held-line = 费用异议 { $number } 的滞纳金已暂停
notify-charges_held-heard = 您在 { $number } 中对部分费用有异议。
notify-charges_held-do = 在我们答复之前，这些费用的滞纳金暂停。其他费用照常缴纳。

notify-adjusted-line = 费用异议 { $number } 的更正已批准
notify-adjusted-heard = 您的费用异议 { $number } 的更正已批准。
notify-adjusted-do = 您会在下一期账单上看到。

## 员工看到的。

notify-untriaged-line = { $number } 等待分派
notify-assigned-line = { $number } 现在由您负责
notify-taken_back-line = { $number } 不再由您负责：前台已收回
notify-offered-line = { $actor }请您接手 { $number }
notify-offer_accepted-line = { $actor }已接手 { $number }
notify-offer_declined-line = { $actor }没有接手 { $number }，仍由您负责
notify-offer_lapsed-line = 无人按时接手 { $number }，退回给{ $who }
notify-wrote-line = 业主就 { $number } 留言了
notify-noted-line = { $actor }在 { $number } 留了备注
notify-followed-line = 您关注的 { $number } 有新情况
notify-wait_over-line = { $number } 的等待已结束
notify-opened_again-line = { $number } 已重新打开
notify-urgency-line = { $number } 的紧急程度已更改
notify-warned-line = { $number }：{ $metric }时限为 { $when }
notify-broken-line = { $number } 已逾期：{ $metric }时限为 { $when }
notify-escalated-line = { $number } 仍逾期：{ $metric }时限为 { $when }
notify-ring_owner-line = { $number }：请立即致电业主。道歉后承诺的消息没有给出
notify-returned-line = { $number } 退回：业主说还没有好
notify-rated-line = { $number }：业主评分 { $score }（满分 5）
notify-thanked-line = 业主感谢 { $number } 的处理
notify-confirmed-line = { $number }：业主确认没有问题
notify-given_up-line = 业主撤回了 { $number }
notify-stage_two-line = { $number }：业主申请复查
notify-approve-line = { $number }：有一笔更正等待批准
notify-refused-line = { $number }：更正未获批准

## 页面。

notify-page-title = 通知
notify-page-empty = 暂无通知。您提交的事项有进展时会显示在这里。
notify-page-empty-staff = 暂无通知。您的工单有进展时会显示在这里。
notify-page-new = 未读
notify-page-read = 全部标为已读
notify-page-older = 更早

# What is told to neighbours who follow it; { $what } is what is broken.
notify-neighbour-line = { $what }（{ $number }）：{ $step }
notify-neighbour-heard = 您关注的{ $what }（{ $number }）有了进展。
notify-neighbour-do = 最新进展：{ $step }。
notify-step-Accepted = 已经开始处理
notify-step-PutOnHold = 需要等到 { $until }
notify-step-Resumed = 继续处理
notify-step-Visited = 已有人上门查看
notify-step-MadeSafe = 现在已经安全
notify-step-Investigated = 已找到原因
notify-step-Resolved = 已经完成
notify-step-Returned = 尚未处理好，已重新打开
notify-step-Reopened = 已重新打开
notify-step-Closed = 已结案
notify-step-Declined = 我们无法受理
notify-step-ComplaintAnswered = 已经答复
notify-step-DisputeDecided = 已经有了决定
notify-step-MarkedDuplicate = 又与另一件合并
notify-step-Withdrawn = 先反映的人已不需要处理；如果您这里仍有问题，请再报一次

# What is told to those whose own report { $own } was joined with { $number }.
notify-joined-line = 您反映的 { $own }：{ $step }
notify-joined-heard = 您反映的 { $own }，我们与 { $number } 一并处理。
notify-joined-do = 最新进展：{ $step }。

notify-payer-line = { $matter } { $number } 的费用由谁承担
notify-payer-heard = 我们已确定{ $matter } { $number } 的费用由谁承担。
notify-payer-do = { $payer }
