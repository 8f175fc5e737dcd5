# 文件有什么问题、怎么办。{ $name } 是文件名。
files-empty = “{ $name }”是空文件。请选择其他文件
files-too-big = “{ $name }”必须小于 12 MB。请用较小的尺寸重新拍摄，或选择其他照片
files-pdf-too-big = “{ $name }”必须小于 10 MB
files-pdf-too-long = “{ $name }”超过 20 页。请只提交相关页
files-wrong-type = “{ $name }”必须是照片（JPG、PNG 或 WebP）或 PDF
files-password = “{ $name }”有密码保护。请另存为无密码的文件后再选择
files-too-many-pixels = “{ $name }”像素过高。请选择不超过 5000 万像素的照片
files-unreadable = “{ $name }”已损坏，无法打开。请选择其他文件
files-failed = “{ $name }”上传失败。请重试
files-quota = 您今天添加的文件已经很多。请先提交文字，明天再添加文件
files-too-many = 最多选择 { $most } 个文件
