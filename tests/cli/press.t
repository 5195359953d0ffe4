# tests/cli/press.t - inject-nmi, send-ctrl-alt-del, type
# the VM and the call; virsh says nothing either
$ hvsh inject-nmi web01

# requests: 2
$ hvsh -o json inject-nmi web01
{"done":"NMI sent to domain 'web01'"}
$ hvsh -o csv wql --namespace root/hvsim 'SELECT Count FROM Hvsim_Interrupts' | tr -d '\r'
__CLASS,Count
,2
$ hvsh inject-nmi db01
error: Failed to inject an NMI into domain 'db01': Requested operation is not valid: domain is not running

[1]
$ hvsh inject-nmi "Bob's VM"
error: Failed to inject an NMI into domain 'Bob's VM': Requested operation is not valid: domain is not running

[1]
$ hvsh inject-nmi Прод-01
error: Failed to inject an NMI into domain 'Прод-01': Requested operation is not valid: domain is not running

[1]
$ hvsh inject-nmi '<&> "quoted" \ 100%_[x]'

$ hvsh inject-nmi nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r inject-nmi web01
error: read-only: 'inject-nmi' would change the host

[4]
$ hvsh inject-nmi
error: command 'inject-nmi' requires <domain> option
[2]
# --- Ctrl+Alt+Del: the VM, its keyboard, the call ---
$ hvsh send-ctrl-alt-del web01

# requests: 3
$ hvsh -o json send-ctrl-alt-del web01
{"done":"Ctrl+Alt+Del sent to domain 'web01'"}
$ hvsh -o csv wql --namespace root/hvsim 'SELECT Typed FROM Hvsim_Keyboard' | tr -d '\r'
__CLASS,Typed
,<17><18><46></46></18></17><17><18><46></46></18></17>
$ hvsh send-ctrl-alt-del "Bob's VM"
error: Failed to send Ctrl+Alt+Del to domain 'Bob's VM': Requested operation is not valid: domain is not running

[1]
$ hvsh -r send-ctrl-alt-del web01
error: read-only: 'send-ctrl-alt-del' would change the host

[4]
# --- text; Enter is a key of its own, whatever the line break ---
$ hvsh type '<&> "quoted" \ 100%_[x]' 'root'

# requests: 3
$ hvsh type '<&> "quoted" \ 100%_[x]' --enter

$ hvsh -o json type '<&> "quoted" \ 100%_[x]' '<&>"пароль"' --enter
{"done":"Text sent to domain '<&> \"quoted\" \\ 100%_[x]'"}
$ printf 'one\r\n\ntwo\n' >text; hvsh type '<&> "quoted" \ 100%_[x]' --file text

# requests: 7
$ printf 'in' | hvsh type '<&> "quoted" \ 100%_[x]' --file - --enter

$ hvsh -o json wql --namespace root/hvsim 'SELECT Typed FROM Hvsim_Keyboard' | tail -n 2
{"__CLASS":null,"Typed":"root<13></13><&>\"пароль\"<13></13>one<13></13><13></13>two<13></13>in<13></13>"}
]
# a long line goes in pieces of 512
$ head -c 1200 /dev/zero | tr '\0' x >long; hvsh type web01 --file long

# requests: 5
$ hvsh -o csv wql --namespace root/hvsim 'SELECT Typed FROM Hvsim_Keyboard' | grep -o 'x*' | head -c -1 | wc -c
1200
$ head -c 70000 long long /dev/zero >more; hvsh type web01 --file more
error: file 'more' is longer than the 65536 bytes that can be typed

[2]
$ hvsh type web01 --file none
error: Failed to open file 'none': No such file or directory

[2]
$ printf 'a\033b' >esc; hvsh type web01 --file esc
error: byte 2 of the text is a control character, U+001B: keys are for send-key

[2]
$ hvsh type web01
error: there is nothing to type: a text, --file or --enter is to be given

[2]
$ hvsh type web01 x --file text
error: Options --text and --file are mutually exclusive

[2]
$ echo 'type web01 --file -' | hvsh
...
error: the commands come from standard input: --file - is not possible
...
[2]
$ hvsh type web01 hello world
error: unexpected data 'world'
[2]
$ hvsh type db01 x
error: Failed to type the text in domain 'db01': Requested operation is not valid: domain is not running

[1]
$ hvsh type nonesuch x
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r type web01 x
error: read-only: 'type' would change the host

[4]
