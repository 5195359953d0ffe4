# tests/cli/schedinfo.t - a domain's share of the host's processors
$ hvsh schedinfo web01
Scheduler      : allocation
limit          : 100000
reservation    : 0
weight         : 100

# requests: 2
$ hvsh -q schedinfo web01 --set weight=200
Scheduler      : allocation
limit          : 100000
reservation    : 0
weight         : 200
#
# several at once, as words or joined; what is not named stays
$ hvsh -q schedinfo web01 --live limit=50000,reservation=1000
Scheduler      : allocation
limit          : 50000
reservation    : 1000
weight         : 200
$ hvsh -q schedinfo web01 --weight 7 limit=60000
Scheduler      : allocation
limit          : 60000
reservation    : 1000
weight         : 7
#
# and it lasts
$ hvsh --output json schedinfo web01
{"scheduler":"allocation","limit":60000,"reservation":1000,"weight":7}
$ hvsh -q dumpxml web01 --xpath '//*[local-name() = "cpu"]'
<hvsh:cpu limit="60000" reservation="1000" weight="7"/>
#
# one that is off: for the next boot is for now
$ hvsh -q schedinfo db01 --config weight=50
Scheduler      : allocation
limit          : 100000
reservation    : 0
weight         : 50
