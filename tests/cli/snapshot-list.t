# tests/cli/snapshot-list.t - what checkpoints there are, in virsh's words
$ hvsh snapshot-list Прод-01
 Name               Creation Time               State
---------------------------------------------------------
 before upgrade     2024-05-08 09:30:00 +0000   running
 installed          2024-05-05 09:30:00 +0000   shutoff
 tuned <1> & "co"   2024-05-12 09:30:00 +0000   running
 upgraded           2024-05-09 09:30:00 +0000   shutoff

# requests: 2
$ hvsh snapshot-list Прод-01 --tree
installed
  |
  +- before upgrade
  +- upgraded
      |
      +- tuned <1> & "co"
        

$ hvsh snapshot-list Прод-01 --parent
 Name               Creation Time               State     Parent
---------------------------------------------------------------------
 before upgrade     2024-05-08 09:30:00 +0000   running   installed
 installed          2024-05-05 09:30:00 +0000   shutoff   
 tuned <1> & "co"   2024-05-12 09:30:00 +0000   running   upgraded
 upgraded           2024-05-09 09:30:00 +0000   shutoff   installed

$ hvsh snapshot-list Прод-01 --topological --name
installed
before upgrade
upgraded
tuned <1> & "co"

$ hvsh snapshot-list Прод-01 --name
before upgrade
installed
tuned <1> & "co"
upgraded

$ hvsh snapshot-list Прод-01 --roots
 Name        Creation Time               State
--------------------------------------------------
 installed   2024-05-05 09:30:00 +0000   shutoff

$ hvsh snapshot-list Прод-01 --leaves --name
before upgrade
tuned <1> & "co"

$ hvsh snapshot-list Прод-01 --no-leaves --name
installed
upgraded

$ hvsh snapshot-list Прод-01 --active --name
before upgrade
tuned <1> & "co"

$ hvsh snapshot-list Прод-01 --inactive --name
installed
upgraded

$ hvsh snapshot-list Прод-01 --from installed --name
before upgrade
upgraded

$ hvsh snapshot-list Прод-01 --from installed --descendants --name
before upgrade
tuned <1> & "co"
upgraded

$ hvsh snapshot-list Прод-01 --from upgraded --tree
upgraded
  |
  +- tuned <1> & "co"
    

$ hvsh snapshot-list Прод-01 --current --name

$ hvsh snapshot-list Прод-01 --details
 Name               Creation Time               State     Parent      Kind         Id                                     Current   Size
----------------------------------------------------------------------------------------------------------------------------------------------
 before upgrade     2024-05-08 09:30:00 +0000   running   installed   standard     ...   no        4.00 MiB
 installed          2024-05-05 09:30:00 +0000   shutoff               production   ...   no        4.00 MiB
 tuned <1> & "co"   2024-05-12 09:30:00 +0000   running   upgraded    standard     ...   yes       4.00 MiB
 upgraded           2024-05-09 09:30:00 +0000   shutoff   installed   production   ...   no        4.00 MiB

# requests: 4
$ hvsh -o json snapshot-list Прод-01 --from upgraded
[
{"name":"tuned <1> & \"co\"","creation_time":1715506200,"state":"running","parent":"upgraded","kind":"standard","id":"...","current":true}
]
$ hvsh -q snapshot-list Прод-01 --roots
 installed   2024-05-05 09:30:00 +0000   shutoff
$ hvsh snapshot-list db01
 Name   Creation Time   State
-------------------------------

$ hvsh snapshot-list db01 --tree

# refused before the host is asked
$ hvsh snapshot-list Прод-01 --tree --roots
error: Options --roots and --tree are mutually exclusive

[2]
# requests: 0
$ hvsh snapshot-list Прод-01 --tree --name
error: Options --tree and --name are mutually exclusive

[2]
$ hvsh snapshot-list Прод-01 --parent --roots
error: Options --parent and --roots are mutually exclusive

[2]
$ hvsh snapshot-list Прод-01 --parent --tree
error: Options --parent and --tree are mutually exclusive

[2]
$ hvsh snapshot-list Прод-01 --roots --from installed
error: Options --roots and --from are mutually exclusive

[2]
$ hvsh snapshot-list Прод-01 --from installed --current
error: --from and --current are mutually exclusive

[2]
$ hvsh snapshot-list Прод-01 --descendants
error: --descendants requires either --from or --current

[2]
$ hvsh snapshot-list Прод-01 --from nope
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list 'Прод-01' (shows the snapshots there are)

[6]
$ hvsh snapshot-list db01 --current
error: Domain snapshot not found: the domain does not have a current snapshot

[6]
$ hvsh snapshot-list nope
error: failed to get domain 'nope'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh snapshot-info Прод-01 upgraded
Name:           upgraded
Domain:         Прод-01
Current:        no
State:          shutoff
Location:       external
Parent:         installed
Children:       1
Descendants:    1
Metadata:       no
Id:             ...
Created:        2024-05-09 09:30:00 +0000
Kind:           production

$ hvsh snapshot-info Прод-01 --current
Name:           tuned <1> & "co"
Domain:         Прод-01
Current:        yes
State:          running
Location:       external
Parent:         upgraded
Children:       0
Descendants:    0
Metadata:       no
Id:             ...
Created:        2024-05-12 09:30:00 +0000
Kind:           standard

$ hvsh -o json snapshot-info Прод-01 installed
{"name":"installed","domain":"Прод-01","current":false,"state":"shutoff","location":"external","parent":null,"children":2,"descendants":3,"metadata":false,"id":"...","creation_time":1714901400,"kind":"production"}
$ hvsh snapshot-info Прод-01
error: --snapshotname or --current is required

[2]
$ hvsh snapshot-info Прод-01 installed --current
error: --snapshotname and --current are mutually exclusive

[2]
$ hvsh snapshot-info Прод-01 nope
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list 'Прод-01' (shows the snapshots there are)

[6]
$ hvsh snapshot-info db01 --current
error: Domain snapshot not found: the domain does not have a current snapshot

[6]
$ hvsh snapshot-parent Прод-01 upgraded
installed

$ hvsh snapshot-parent Прод-01 --current
upgraded

$ hvsh snapshot-parent Прод-01 installed
error: snapshot 'installed' has no parent

[6]
$ hvsh snapshot-current Прод-01 --name
tuned <1> & "co"

$ hvsh snapshot-current Прод-01 --xpath /domainsnapshot/name
<name>tuned &lt;1&gt; &amp; "co"</name>

$ hvsh snapshot-current db01
error: domain 'db01' has no current snapshot

[6]
$ hvsh snapshot-current db01 --wrap
error: Option --wrap wants --xpath

[2]
$ hvsh snapshot-dumpxml Прод-01 'tuned <1> & "co"'
<domainsnapshot>
  <name>tuned &lt;1&gt; &amp; &quot;co&quot;</name>
  <state>running</state>
  <parent>
    <name>upgraded</name>
  </parent>
  <creationTime>1715506200</creationTime>
  <memory snapshot='internal'/>
  <domain>
    <uuid>...</uuid>
  </domain>
</domainsnapshot>

$ hvsh snapshot-dumpxml Прод-01 nope
error: Domain snapshot not found: no domain snapshot with matching name 'nope'
hint: hvsh snapshot-list 'Прод-01' (shows the snapshots there are)

[6]
