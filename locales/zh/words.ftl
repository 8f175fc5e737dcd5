## 通用词：短横线后面是存储的词。

kind-complaint = 投诉
kind-repair = 报修
kind-fee_dispute = 费用异议
kind-suggestion = 建议
kind-inquiry = 咨询
kind-service_order = 有偿服务

state-new = 新建
state-assigned = 已派
state-in_progress = 处理中
state-waiting = 等待中
state-resolved = 已解决
state-closed = 已关闭
state-declined = 不受理
state-duplicate = 重复
state-withdrawn = 已撤回

owner-state-new = 已收到
owner-state-assigned = 已收到
owner-state-in_progress = 正在处理
owner-state-waiting = 等待中
owner-state-resolved = 已完成，请您确认
owner-state-closed = 已结束
owner-state-declined = 未受理
owner-state-duplicate = 已并入另一事项
owner-state-withdrawn = 已撤回
owner-state-waiting-owner_answer = 等待您的回复
owner-state-waiting-owner_access = 等待入户
owner-state-waiting-third_party = 等待其他公司
owner-state-waiting-parts = 等待配件
owner-state-waiting-weather = 等待天气好转
owner-state-waiting-approval = 等待审批
owner-state-waiting-appointment = 已约好上门

urgency-emergency = 紧急
urgency-urgent = 加急
urgency-normal = 普通
urgency-low = 不急

channel-web = 网站
channel-phone = 电话
channel-walk_in = 到访
channel-email = 邮件
channel-api = 其他系统
channel-import = 导入
channel-proactive = 主动巡查

metric-acknowledge = 回执
metric-first_response = 首次答复
metric-attend = 上门
metric-make_safe = 排除危险
metric-investigate = 查明原因
metric-update_owner = 进展通知
metric-resolve = 解决
metric-answer = 书面答复
metric-evidence_open = 公开证据
metric-certify = 出具证明
metric-department_hold = 部门用时

owner-metric-acknowledge = 有专人接手
owner-metric-first_response = 有专人答复您
owner-metric-attend = 有人上门
owner-metric-make_safe = 危险已排除
owner-metric-investigate = 我们已查明原因
owner-metric-update_owner = 我们再次告知您进展
owner-metric-resolve = 事情办完
owner-metric-answer = 您收到书面答复
owner-metric-evidence_open = 您可以查看证据
owner-metric-certify = 您拿到证明
owner-metric-department_hold = 部门转交

promise-waiting = 未开始
promise-running = 进行中
promise-kept = 已兑现
promise-broken = 已逾期
promise-dropped = 已取消

wait-owner_answer = 业主回复
wait-owner_access = 入户
wait-third_party = 其他公司
wait-parts = 配件
wait-weather = 天气
wait-approval = 审批
wait-appointment = 约定的上门

outcome-fixed = 已修好
outcome-answered = 已答复
outcome-explained = 已说明
outcome-upheld = 成立
outcome-partly = 部分成立
outcome-not_upheld = 不成立
outcome-rejected = 驳回
outcome-referred = 已转其他公司
outcome-no_fault = 未发现故障
outcome-delivered = 已提供
outcome-other = 其他

role-owner = 业主
role-co_owner = 共有人
role-tenant = 租户
role-household = 家庭成员
role-agent = 代理人
role-committee = 业主委员会
role-desk = 前台
role-department = 部门员工
role-head = 部门主管
role-manager = 经理
role-finance = 财务
role-admin = 管理员

handoff-offered = 待接手
handoff-accepted = 已接手
handoff-declined = 已拒绝
handoff-lapsed = 已过期
handoff-withdrawn = 已撤回

actor-owner = 业主
actor-staff = 员工
actor-system = Ventanilla

payer-company = 公司
payer-owner = 业主
payer-warranty = 开发商保修
payer-insurer = 保险公司
payer-utility = 水电燃气公司

span-minutes = { $count }分钟
span-hours = { $count }小时
span-days = { $count }天
span-ago = { $span }前
span-just-now = 刚刚
due-left = 还剩{ $span }
due-late = 逾期{ $span }
due-by = { $when } 前

money-missing = 请填写金额，例如 1,234.50
money-unreadable = 请用数字填写金额，例如 1,234.50
money-nothing = 请填写大于零的金额
money-too-much = 请填写小于 10,000,000 的金额

## Sorts of shared areas and assets; others are said as they were imported.
place-kind-lobby = 大堂
place-kind-entrance = 出入口
place-kind-door = 门
place-kind-intercom = 对讲系统
place-kind-stairs = 楼梯
place-kind-corridor = 走廊
place-kind-garage = 车库
place-kind-gate = 大门
place-kind-garden = 花园
place-kind-playground = 儿童游乐场
place-kind-pool = 泳池
place-kind-gym = 健身房
place-kind-roof = 屋顶
place-kind-facade = 外墙
place-kind-lift = 电梯
place-kind-pump = 水泵
place-kind-boiler = 锅炉
place-kind-tank = 水箱
place-kind-other = 其他

## Tags of the routing rules shipped; others are said as they were typed.
tag-danger = 有危险
tag-out-of-hours = 非工作时间
tag-again = 重复报修
tag-night = 夜间
tag-independent = 由无关人员处理
