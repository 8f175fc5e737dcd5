web-error-absent-title = We cannot find this page
web-error-absent-lead = Check the address for a missing letter. If you followed a link, the page may have moved or may be open to other people only.
web-error-refused-title = That cannot be done now
web-error-stale-title = This has changed in the meantime
web-error-stale-lead = Somebody else changed it after you opened the page, so nothing was saved. Go back, reload the page and look at what is new.
web-error-large-title = That is too much to send at once
web-error-large-lead = Each photo may be up to 12 MB, all of them together up to 40 MB. Send fewer photos, or smaller ones.
web-error-invalid-title = Something is missing
web-error-invalid-lead = Go back to the page before. Your answers are still there.
web-error-many-title = Too many tries
web-error-many-lead = { $count ->
    [one] Try again in a minute. Nobody is locked out.
   *[other] Try again in { $count } minutes. Nobody is locked out.
}
web-error-foreign-title = We did not accept this
web-error-foreign-lead = The request did not come from one of our own pages, so nothing was changed. Open the page here and send it again.
web-error-busy-title = Very many people are here right now
web-error-busy-lead = Try again in a few seconds. Our work goes on meanwhile.
web-error-accident-title = Sorry, there is a problem with the service
web-error-accident-lead = The fault is ours, and we have been told about it. Try again in a few minutes.
web-error-unreadable-title = This did not reach us whole
web-error-unreadable-lead = The connection may have broken off. Go back and send it again.
web-error-try-again = What you sent was not saved. Go back and send it again; it will be kept once, however often you send it.
web-error-maybe-saved = We cannot tell whether what you sent was saved. Go back and send it again; it will be kept once, however often you send it.
web-error-phone = You can also ring us on { $phone }.
web-error-id = If you ring us, give this number: { $id }
web-error-back = Back
web-error-start = Go to the start page
web-error-work = Go on with your work
web-file-too-large = { $name } is larger than 12 MB. Choose a smaller one.
web-files-too-large = { $name } no longer fits: all files together may be 40 MB. Send it in a message afterwards.
web-file-empty = { $name } is empty. Choose another file.
web-key-used-otherwise = This form was already sent with other answers. Open it again to send something new.
