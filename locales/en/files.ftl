# What is wrong with a file, and what to do. { $name } is the file's own name.
files-empty = “{ $name }” is empty. Choose another file
files-too-big = “{ $name }” must be smaller than 12 MB. Take the photo again in a smaller size, or choose another
files-pdf-too-big = “{ $name }” must be smaller than 10 MB
files-pdf-too-long = “{ $name }” has more than 20 pages. Send the pages that matter
files-wrong-type = “{ $name }” must be a photo (JPG, PNG or WebP) or a PDF
files-password = “{ $name }” is protected with a password. Save it without a password and choose it again
files-too-many-pixels = “{ $name }” has too many pixels. Choose a photo of 50 megapixels or fewer
files-unreadable = “{ $name }” is damaged and cannot be opened. Choose another file
files-failed = “{ $name }” could not be uploaded. Try again
files-quota = You have added a great many files today. Send this without files, and add them tomorrow
files-too-many = Choose up to { $most } files
