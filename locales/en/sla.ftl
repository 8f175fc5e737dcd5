## Promises: what the settings and the clocks refuse.
sla-refusal-already-paused = The clocks of this ticket are already on hold.
sla-refusal-pause-backwards = Choose an end that lies after the beginning.
sla-refusal-not-extendable = The policy allows no extension of this promise.
sla-refusal-extension-too-late = Only a promise that is running and not late can be extended.
sla-refusal-extended-often = { $count ->
    [one] This promise can be extended once, and has been.
   *[other] This promise can be extended { $count } times, and has been.
}
sla-refusal-extension-too-long = { $unit ->
    [min] The policy allows { $count ->
        [one] one minute more
       *[other] { $count } minutes more
    } in all.
    [h] The policy allows { $count ->
        [one] one hour more
       *[other] { $count } hours more
    } in all.
    [d] The policy allows { $count ->
        [one] one day more
       *[other] { $count } days more
    } in all.
    [wmin] The policy allows { $count ->
        [one] one working minute more
       *[other] { $count } working minutes more
    } in all.
    [wh] The policy allows { $count ->
        [one] one working hour more
       *[other] { $count } working hours more
    } in all.
   *[wd] The policy allows { $count ->
        [one] one working day more
       *[other] { $count } working days more
    } in all.
}
sla-refusal-reason-needed = Write the reason: the owner reads it.
sla-refusal-no-draft = There is no draft to publish.
sla-refusal-unknown-preset = There is no such preset.
sla-refusal-slug-taken = Another calendar has this short name. Choose another one.

## Promises: what keeps a draft from being published.
sla-fault-empty = Add at least one policy.
sla-fault-no-fallback = Add a last policy without conditions, so that every ticket is promised something.
sla-fault-slug-twice = Two policies are called “{ $policy }”. Rename one.
sla-fault-unreachable = “{ $policy }” is never reached: “{ $after }” before it holds for everything. Move it up.
sla-fault-no-promises = “{ $policy }” promises nothing. Add a promise.
sla-fault-promise-twice = “{ $policy }” has two promises that start alike and measure the same. Remove one.
sla-fault-starts-on-its-end = “{ $policy }” has a promise that starts with what ends it. Choose another start.
sla-fault-unknown-word = “{ $policy }” asks for “{ $word }”, which nothing can be.
sla-fault-no-time = “{ $policy }” has a time of zero. Write a longer one.
sla-fault-percent = “{ $policy }” has a percentage or a stage that cannot be. Percentages go from 1 to 100.
sla-fault-ladder = In “{ $policy }”, put the steps that repeat last, all with the same time.
sla-fault-covered = “{ $policy }” is never used: “{ $by }” before it holds for the same tickets. Move it up, or remove it.
