# tests/cli/options.t - options that make no sense on Hyper-V, and bad ones
#
# refused by name before the host is asked
$ hvsh -q vcpucount web01 --guest
error: Option --guest is not supported: Hyper-V does not ask the guest how many it uses
[2]
# requests: 0
$ hvsh -q vcpucount web01 --maximum --active
error: Options --maximum and --active are mutually exclusive
[2]
# requests: 0
$ hvsh -q vcpucount web01 --live --config
error: Options --live and --config are mutually exclusive
[2]
# requests: 0
$ hvsh -q dumpxml web01 --security-info
error: Option --security-info is not supported: Hyper-V shows no secrets of a domain
[2]
# requests: 0
$ hvsh -q dumpxml web01 --update-cpu
error: Option --update-cpu is not supported: Hyper-V has no CPU models
[2]
# requests: 0
$ hvsh -q dumpxml web01 --migratable
error: Option --migratable is not supported: no libvirt migrates a domain of Hyper-V
[2]
# requests: 0
$ hvsh -q dumpxml web01 --wrap
error: Option --wrap wants --xpath
[2]
# requests: 0
$ hvsh -q net-dumpxml LAN --wrap
error: Option --wrap wants --xpath
[2]
# requests: 0
$ hvsh -q desc web01 --title
error: Option --title is not supported: a domain of Hyper-V has notes, but no title
[2]
# requests: 0
$ hvsh -q metadata web01 urn:x --set '<a/>'
error: Option --set is not supported: Hyper-V keeps no metadata beside the notes
hint: hvsh desc --edit (the notes), hvsh edit (what there is below <metadata>)
[2]
# requests: 0
$ hvsh -q metadata web01 urn:x --remove
error: Option --remove is not supported: Hyper-V keeps no metadata beside the notes
hint: hvsh desc --edit (the notes), hvsh edit (what there is below <metadata>)
[2]
# requests: 0
$ hvsh -q dommemstat web01 --period 2
error: Option --period is not supported: Hyper-V collects memory statistics by itself, there is no period to set
[2]
# requests: 0
$ hvsh -q maxvcpus --type kvm
error: domain type 'kvm' is not supported: there is only 'hyperv'
[2]
# requests: 0
$ hvsh -q freecell --all --cellno 0
error: Options --all and --cellno are mutually exclusive
[2]
# requests: 0
$ hvsh -q net-list --name --uuid
error: Only one argument from --table, --name and --uuid may be specified.
[2]
# requests: 0
#
# schedinfo: what is set has to be a parameter of Hyper-V's, in its range
$ hvsh -q schedinfo web01 --cap 3
error: Option --cap is not supported: it is Xen's, Hyper-V has --set limit=NUMBER
[2]
# requests: 0
$ hvsh -q schedinfo web01 --set vcpu_quota=4
error: invalid scheduler option: vcpu_quota
hint: there are limit, reservation and weight
[2]
# requests: 0
$ hvsh -q schedinfo web01 limit
error: 'limit' is no parameter=value
[2]
# requests: 0
$ hvsh -q schedinfo web01 limit=100001
error: limit is '100001', not a number from 0 to 100000
[2]
# requests: 0
$ hvsh -q schedinfo web01 --weight 0
error: weight is '0', not a number from 1 to 10000
[2]
# requests: 0
$ hvsh -q schedinfo web01 limit=5,weight=x
error: weight is 'x', not a number from 1 to 10000
[2]
# requests: 0
$ hvsh -q schedinfo web01 limit=5 limit=6
error: limit is given twice
[2]
# requests: 0
$ hvsh -q -r schedinfo web01 limit=5
error: read-only: 'schedinfo' would change the host
[4]
# requests: 0
$ hvsh -q schedinfo web01 limit=5,reservation=6
error: the reservation, 6, is above the limit, 5
[2]
# requests: 2
$ hvsh -q schedinfo web01 limit=5 --config
error: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good
[1]
# requests: 2
#
# what is not there, and what does not run
$ hvsh -q schedinfo db01 --live
error: domain 'db01' is not running
[1]
$ hvsh -q dommemstat db01
error: domain 'db01' is not running
[1]
# requests: 1
$ hvsh -q dumpxml nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)
[6]
# requests: 1
$ hvsh -q dumpxml 00000000-0000-0000-0000-00000000000f
error: failed to get domain '00000000-0000-0000-0000-00000000000f'
hint: hvsh list --all (shows the domains there are)
[6]
$ hvsh -q domif-getlink web01 00:00:00:00:00:00
error: Interface (dev: 00:00:00:00:00:00) not found.
hint: hvsh domiflist --details shows the interfaces there are
[6]
$ hvsh -q net-info nonesuch
error: failed to get network 'nonesuch'
hint: hvsh net-list --all (shows the networks there are)
[6]
# requests: 1
$ hvsh -q net-name nonesuch
error: failed to get network 'nonesuch': that is no UUID
[6]
# requests: 0
$ hvsh -q freecell --cellno 99
error: there is no NUMA cell 99
[6]
# requests: 2
$ hvsh -q dumpxml web01 --xpath '//('
error: '//(' is no XPath expression
[2]
$ hvsh -q dumpxml web01 --xpath 'count(//x)'
error: the XPath expression 'count(//x)' selects no nodes: its value is one text or number
[2]
$ hvsh -q metadata web01 urn:x
error: metadata not found: Requested metadata element is not present
[6]
# --- -r: what only tells is no change ---
$ hvsh -q -r detach-disk web01 sda --print-xml | grep "target dev"
  <target dev='sda' bus='scsi'/>
$ hvsh -q -r domif-setlink web01 1 down --print-xml | grep link
  <link state='down'/>
$ hvsh -q -r undefine db01 --dry-run | head -n 1
...db01...
$ hvsh -q -r create-vm new --dry-run | grep -c new
1
$ EDITOR=true hvsh -r edit db01 --dry-run
Domain 'db01' XML configuration not changed.

$ hvsh -q -r undefine db01 --yes
error: read-only: 'undefine' would change the host
[4]
