//! Every job kind and every schedule, on one page.
