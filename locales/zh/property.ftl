property-which-home = 是哪一处房产？
property-no-home = 这里没有找到您的房产。请打电话给我们，我们当场为您处理。
property-no-money-home = 只有业主、共有人或其代理人可以查看账单。如果您就是，请打电话给我们更正。
property-company = 全公司
