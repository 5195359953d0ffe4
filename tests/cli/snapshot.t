# tests/cli/snapshot.t - checkpoints made, gone back to, renamed and deleted
$ hvsh snapshot-create-as web01 first "the first & only"
Domain snapshot first created

$ hvsh snapshot-info web01 first
Name:           first
Domain:         web01
Current:        yes
State:          shutoff
Location:       external
Parent:         -
Children:       0
Descendants:    0
Metadata:       no
Id:             ...
Created:        2024-05-14 09:3... +0000
Kind:           production
Description:    the first & only

# Hyper-V would take a second one of that name
$ hvsh snapshot-create-as web01 first
error: operation failed: domain moment first already exists

[1]
$ hvsh snapshot-create-as web01 ''
error: Failed to get option 'name': Option argument is empty
[2]
$ hvsh snapshot-create-as web01 second --standard
Domain snapshot second created

$ hvsh snapshot-list web01
 Name     Creation Time               State
-----------------------------------------------
 first    2024-05-14 09:3... +0000   shutoff
 second   2024-05-14 09:3... +0000   running

# the domain's kind of checkpoints is what it was
$ hvsh wql "SELECT UserSnapshotType FROM Msvm_VirtualSystemSettingData WHERE ElementName = 'web01'"
 UserSnapshotType
-------------------
 3

# a domain that is off has no memory to keep: what was asked for tells the kind
$ hvsh snapshot-create-as db01 off-standard --standard
Domain snapshot off-standard created

$ hvsh snapshot-create-as db01 off-production
Domain snapshot off-production created

$ hvsh --output csv snapshot-list db01 --details | cut -d, -f1,3,5
name,state,kind
off-production,shutoff,production
off-standard,shutoff,standard
$ hvsh snapshot-create-as web01 x --standard --production
error: Options --production and --standard are mutually exclusive

[2]
$ hvsh snapshot-create-as web01 x --production-only --quiesce --print-xml
<domainsnapshot>
  <name>x</name>
</domainsnapshot>

$ hvsh snapshot-create-as "Bob's VM" x --production-only
error: Failed to create a snapshot of domain 'Bob's VM': Production checkpoints cannot be created for this virtual machine: the guest does not answer. (code 32768)

[1]
$ hvsh snapshot-list "Bob's VM"
 Name   Creation Time   State
-------------------------------

$ hvsh snapshot-create-as "Bob's VM" x --production
Domain snapshot x created

$ hvsh snapshot-list "Bob's VM"
 Name   Creation Time               State
---------------------------------------------
 x      2024-05-14 09:3... +0000   running

$ hvsh snapshot-create-as $'tab\there' x
error: Failed to create a snapshot of domain 'tab\x09here': Invalid state for this operation (32775)
hint: hvsh domjobinfo 'tab\x09here' (shows whether the host is at work on it)

[1]
$ hvsh snapshot-create-as web01 third --halt
Domain snapshot third created

$ hvsh domstate web01
shut off

# as the host names it
$ hvsh snapshot-create db01
Domain snapshot db01 - (5/14/2024 - 9:3... AM) created

$ hvsh snapshot-create-as web01 'a <b>' 'c & d' --print-xml
<domainsnapshot>
  <name>a &lt;b&gt;</name>
  <description>c &amp; d</description>
</domainsnapshot>

$ echo '<domainsnapshot><name>from xml</name><description>1 &lt; 2</description></domainsnapshot>' >x.xml; hvsh snapshot-create db01 x.xml && hvsh snapshot-dumpxml db01 'from xml' --xpath '/domainsnapshot/description'
Domain snapshot from xml created

<description>1 &lt; 2</description>

$ echo '<domain><name>x</name></domain>' >x.xml; hvsh snapshot-create db01 x.xml
error: x.xml: line 1: this is <domain>, where <domainsnapshot> is wanted

[2]
$ echo '<domainsnapshot><disks/></domainsnapshot>' >x.xml; hvsh snapshot-create db01 x.xml
error: x.xml: line 1: <disks> in <domainsnapshot> is not possible on Hyper-V

[2]
$ echo '<domainsnapshot>' >x.xml; hvsh snapshot-create db01 x.xml
error: x.xml: line 2: Premature end of data in tag domainsnapshot line 1

[2]
$ hvsh snapshot-create db01 nosuch.xml
error: Failed to open file 'nosuch.xml': No such file or directory

[2]
# nobody can be asked
$ hvsh snapshot-revert web01 first
error: there is no terminal to confirm on: revert domain 'web01' to snapshot 'first', and lose what it is now
hint: --yes (does it without a question)

[2]
$ hvsh snapshot-revert web01 first --yes
Domain snapshot first reverted

$ hvsh domstate web01
shut off

# one with memory runs on
$ hvsh snapshot-revert web01 second --yes
Domain snapshot second reverted

$ hvsh domstate web01
running

$ hvsh snapshot-revert web01 second --yes --paused
Domain snapshot second reverted

$ hvsh domstate web01
paused

$ hvsh snapshot-revert web01 first --yes --running
Domain snapshot first reverted

$ hvsh domstate web01
running

$ hvsh snapshot-current web01 --name
first

$ hvsh snapshot-revert web01 --current --yes
Domain snapshot first reverted

$ hvsh domstate web01
shut off

$ hvsh snapshot-revert web01
error: --snapshotname or --current is required

[2]
$ hvsh snapshot-revert web01 first --current
error: --snapshotname and --current are mutually exclusive

[2]
$ hvsh snapshot-revert web01 first --running --paused
error: Options --running and --paused are mutually exclusive

[2]
$ hvsh snapshot-revert web01 nope --yes
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list web01 (shows the snapshots there are)

[6]
$ hvsh snapshot-revert db01 --current --yes
Domain snapshot from xml reverted

$ hvsh snapshot-rename web01 second zweiter
Domain snapshot zweiter changed

$ hvsh snapshot-rename web01 first --description 'other words'
Domain snapshot first changed

$ hvsh -o json snapshot-info web01 first
{"name":"first","domain":"web01","current":true,"state":"shutoff","location":"external","parent":null,"children":1,"descendants":2,"metadata":false,"id":"...","creation_time":...,"kind":"production","description":"other words"}
$ hvsh snapshot-rename web01 first zweiter
error: operation failed: domain moment zweiter already exists

[1]
$ hvsh snapshot-rename web01 first
error: a new name or --description is required

[2]
$ hvsh snapshot-rename web01 nope x
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list web01 (shows the snapshots there are)

[6]
$ hvsh snapshot-list web01 --tree
first
  |
  +- zweiter
      |
      +- third
        

$ hvsh snapshot-delete web01 zweiter --dry-run
 Name      Creation Time               Id
-----------------------------------------------------------------------------
 zweiter   2024-05-14 09:3... +0000   ...

$ hvsh snapshot-delete web01 zweiter
error: there is no terminal to confirm on: delete snapshot 'zweiter' of domain 'web01'
hint: --yes (does it without a question)

[2]
$ hvsh snapshot-delete web01 first --children --children-only
error: Options --children and --children-only are mutually exclusive

[2]
$ hvsh snapshot-delete web01
error: --snapshotname or --current is required

[2]
$ hvsh snapshot-delete web01 nope --yes
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list web01 (shows the snapshots there are)

[6]
$ hvsh snapshot-delete Прод-01 installed --children-only --dry-run
 Name               Creation Time               Id
--------------------------------------------------------------------------------------
 before upgrade     2024-05-08 09:30:00 +0000   ...
 upgraded           2024-05-09 09:30:00 +0000   ...
 tuned <1> & "co"   2024-05-12 09:30:00 +0000   ...

$ hvsh snapshot-delete web01 zweiter --yes --wait
Domain snapshot zweiter deleted

$ hvsh snapshot-list web01 --tree
first
  |
  +- third
    

$ hvsh snapshot-delete web01 first --children-only --yes
Domain snapshot first children deleted

$ hvsh snapshot-list web01 --name
first

$ hvsh snapshot-delete Прод-01 installed --children
error: there is no terminal to confirm on: delete snapshot 'installed' of domain 'Прод-01' and the 3 below it
hint: --yes (does it without a question)

[2]
$ hvsh snapshot-delete Прод-01 installed --children --yes --wait
Domain snapshot installed deleted

$ hvsh snapshot-list Прод-01
 Name   Creation Time   State
-------------------------------

$ hvsh -r snapshot-delete web01 first --yes
error: read-only: 'snapshot-delete' would change the host

[4]
$ hvsh -r snapshot-create-as web01 y
error: read-only: 'snapshot-create-as' would change the host

[4]
