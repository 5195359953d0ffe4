# tests/cli/list.t - the VMs of the default host, in virsh's order and form
$ hvsh list
 Id     Name                      State
--------------------------------------------
 2000   web01                     running
 2004   Bob's VM                  paused
 2008   <&> "quoted" \ 100%_[x]   running
 2012   twin                      running
 2016   tab\x09here               saving
 2020   日本語サーバー            starting

# requests: 1
$ hvsh list --all
 Id     Name                      State
--------------------------------------------
 2000   web01                     running
 2004   Bob's VM                  paused
 2008   <&> "quoted" \ 100%_[x]   running
 2012   twin                      running
 2016   tab\x09here               saving
 2020   日本語サーバー            starting
 -      db01                      shut off
 -      twin                      shut off
 -      Прод-01                   saved

# requests: 1
$ hvsh list --inactive
 Id   Name      State
--------------------------
 -    db01      shut off
 -    twin      shut off
 -    Прод-01   saved

# requests: 1
$ hvsh list --name
web01
Bob's VM
<&> "quoted" \ 100%_[x]
twin
tab	here
日本語サーバー

$ hvsh list --all --uuid --name --id
... 2000 web01
... 2004 Bob's VM
... 2008 <&> "quoted" \ 100%_[x]
... 2012 twin
... 2016 tab	here
... 2020 日本語サーバー
... - db01
... - twin
... - Прод-01

$ hvsh list --all --id
2000
2004
2008
2012
2016
2020

$ hvsh list --all --title
 Id     Name                      State      Title
--------------------------------------------------------
 2000   web01                     running    Front end
 2004   Bob's VM                  paused     
 2008   <&> "quoted" \ 100%_[x]   running    
 2012   twin                      running    
 2016   tab\x09here               saving     
 2020   日本語サーバー            starting   
 -      db01                      shut off   
 -      twin                      shut off   
 -      Прод-01                   saved      

# requests: 2
$ hvsh list --all --autostart
 Id     Name             State
-----------------------------------
 2000   web01            running
 2020   日本語サーバー   starting

# requests: 2
$ hvsh list --all --no-autostart --name
Bob's VM
<&> "quoted" \ 100%_[x]
twin
tab	here
db01
twin
Прод-01

$ hvsh list --all --with-managed-save
 Id   Name      State
-----------------------
 -    Прод-01   saved

# requests: 1
$ hvsh list --all --without-managed-save --name
web01
Bob's VM
<&> "quoted" \ 100%_[x]
twin
tab	here
日本語サーバー
db01
twin

$ hvsh list --state-running --name
web01
<&> "quoted" \ 100%_[x]
twin

$ hvsh list --state-paused
 Id     Name       State
---------------------------
 2004   Bob's VM   paused

$ hvsh list --state-shutoff
 Id   Name      State
--------------------------
 -    db01      shut off
 -    twin      shut off
 -    Прод-01   saved

$ hvsh list --all --state-other --name
tab	here
日本語サーバー

$ hvsh list --state-running --state-shutoff
 Id   Name      State
--------------------------
 -    db01      shut off
 -    twin      shut off
 -    Прод-01   saved

# persistent is every VM, transient none, both together all
$ hvsh list --transient
 Id   Name   State
--------------------

$ hvsh list --transient --persistent --name
web01
Bob's VM
<&> "quoted" \ 100%_[x]
twin
tab	here
日本語サーバー

$ hvsh list --all --with-snapshot
 Id   Name      State
-----------------------
 -    Прод-01   saved

$ hvsh list --table --name
error: Options --table and --name are mutually exclusive

[2]
$ hvsh -q list --inactive
 -   db01      shut off
 -   twin      shut off
 -   Прод-01   saved
$ hvsh -o json list --inactive
[
{"id":null,"name":"db01","state":"shut off","uuid":"...","state_code":3},
{"id":null,"name":"twin","state":"shut off","uuid":"...","state_code":3},
{"id":null,"name":"Прод-01","state":"saved","uuid":"...","state_code":6}
]
$ hvsh -o csv list --state-paused
id,name,state,uuid,state_code
2004,Bob's VM,paused,...,9
$ hvsh -o name list --inactive
db01
twin
Прод-01
$ hvsh list web01
error: unexpected data 'web01'
[2]
