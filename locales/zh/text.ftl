form-empty = 请填写此项
form-stale = 您撰写期间有人更改了这个工单，因此尚未发送。您写的内容仍在下方：请在另一标签页查看工单，然后发送或修改
form-too-short = 请至少输入 { $least } 个字
form-too-long = 请不要超过 { $limit } 个字，您已输入 { $used } 个字
form-email = 请填写完整的电子邮箱，例如 name@example.com
form-phone = 请填写电话号码，例如 +86 138 0013 8000
form-share = 请填写百分比份额，例如 33.33
