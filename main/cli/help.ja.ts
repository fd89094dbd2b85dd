export const commands = `tefuda コマンド: 画面のない手札

  doctor               リーダー、カード、時刻、鍵束、フォルダー、ポータルを調べ、原因とどうするかを示します。--bundle ファイル で、
                       個人情報のない問い合わせ用の記録を表示して書き出します（- なら表示だけ）
  card                 暗証番号なしでわかること: 種類、残り回数、証明書、免許証
  card attributes      氏名、住所、生年月日、性別: --by pin（指定がなければこちら）か number（カードに書いてある番号）
  card face            カードの表にあること（カードに書いてある番号で）。--out ファイル.png で写真を書き出します
  card licence         そのカードの運転免許証。--second で本籍と写真も読みます（2つめの暗証番号は --second-pin-fd N から）。
                       どれも保存しません。--json では画像を data: URL で出します
  pin status           カードのすべての暗証番号の正式な名前と残り回数。回数は減りません
  pin change 種類      authentication、signature、input、resident のどれかを変えます。いまの番号は --pin-stdin か --pin-fd、
                       新しい番号は --new-pin-fd から。端末ではたずねます。--person か合言葉を渡すと、その引き出しの記録にも
                       残ります
  cert [list]          暗証番号なしで見られる証明書と、どの機関が出したか
  cert show 種類       authentication、signature、authentication-ca、signature-ca のどれかをくわしく: --pem ファイル
                       （- なら標準出力）。署名用は署名用の暗証番号で開きます（--pin-stdin、--pin-fd）
  cert keep 種類       authentication か signature を引き出しにしまい、カードなしで見られるようにします
  login                カードでポータルにログインします。カードで開く引き出しは、同じ1回の入力で開きます。
                       --pc で、登録したこのパソコンの鍵でログインします（カードはいりません）
  pc enrol 名前        カードでログインして、このパソコンを登録します。そのあとは、引き出しを開ければログインできます。
                       pc list: 登録したパソコンの一覧。pc end id: 登録を終わりにします
  receive オファー     証明を受け取ります。端末では、内容を見せてからたずねます
  share 要求           選んだ項目を提示します: --choose 番号（または選択肢の id）か、最も少ない --least。
                       どちらもないとき、端末ではたずねます。端末でなければ選択肢を表示し、何も送らず、終了コード 1 で
                       終わります。--credential 問い=id で、いくつかある証明から選びます
                       （指定がなければ最後に受け取ったもの）
  list                 引き出しの証明。--search ことば で、そのことばすべてを含むものだけ（名前、発行者、書かれた値）
  show ID              ひとつの証明の項目を表示し、検証しなおします
  ledger               提示、署名、受け取り、断りの記録。新しい順。--act 行為、--outcome 結果（どちらも何度でも）、
                       --actor 名前、--party 相手、--from 日、--until 日、--text 言葉 で絞り込みます
  ledger verify        書いたときのままか、鍵束の控えから続いているかを確かめます。違えば終了コード 1。
                       --receipt レシートの番号、--head 書き出したファイル とも比べられます
  ledger export        --format json|csv --out ファイル。ledger と同じ絞り込みができます。ファイルに鍵はかかりません
  ledger erase ID      ひとつの記録の中身を、元に戻せない形で消します。消したことは残ります
  ledger letter ID     相手への手紙を作ります（送りません）。--about deletion|abuse、--out ファイル
  ledger begin-anew    古いバックアップから戻したあとなどに、いまの記録を鍵束に控えなおします
  mandate [list]       誰が誰の代わりに使えるか、根拠と期限、もうすぐ終わるもの
  mandate child 名前   保護者として開ける、子どもの引き出しを作ります: --born 生年月日、--colour blue|green|…。復旧コードは
                       一度だけ表示します
  mandate appoint 名前 家族をあなたの代理人に選びます: --until 最後の日（長くて1年）、--scope に share,receive,logIn,sign の
                       どれか。その人が自分の引き出しを開けます: --agent-by card|passphrase|recovery
                       （--agent-passphrase-fd N）。--for 子ども なら、もうひとりの保護者
  mandate end id       やめます。引き出しの鍵を作り直します。mandate give-up id: 代理を返します
  mandate hand-over id 成人した子に引き渡します: --opener card|passphrase と、新しい復旧コード
  mandate portal list  ポータルに登録された代理人（手元の控え）。… portal refresh でポータルに確かめ、… portal records で
                       代理で行われたこと、… portal end id でやめます
  mandate portal register 名前
                       ふたりのカードと、それぞれの暗証番号（相手のものは --other-pin-fd N）で登録します: あなたは --as
                       agent（代理人）か principal（本人）、--basis legal|appointed、--scope に applications,selfinfo,
                       insurance,notices,documents のどれか、--from 日 --until 日
  selfinfo [list]      取り寄せた自己情報と、どこまで進んだか。selfinfo refresh でポータルに確かめます
  selfinfo items       取り寄せられる項目。selfinfo ask 項目… --purpose 目的、--from 日 --until 日（なければ最新）、
                       --mandate id（ポータルの代理）。同意するページの場所を示します
  selfinfo compare id  引き出しの持ち主かをカードで確認します: 券面事項入力補助用の暗証番号（--pc といっしょなら --pin-fd N）か
                       --number-fd N。selfinfo show id で内容、selfinfo remove id で除きます
  procedure search [ことば]
                       手続きをさがします: --event birth|move|school|work|care|retirement|death|travel|tax、
                       --kind adult|child|parent|elderly|household_head|employer、--in 市区町村。ログインは要りません。
                       procedure last: 前に見つけたものを、ポータルなしで見ます
  procedure show ID    ひとつの手続きを、引き出しといまあるカードで確かめて見ます: 誰のカードか、暗証番号の残り回数、証明書、
                       付けるもの、送れる人。暗証番号は使いません。終了コード 1: いまのままでは送れません
  apply [list]         申請の下書き。apply begin 手続き: --form-file ファイル.json ですぐ記入。ほかの人の申請なら、
                       --family 名前 --born 日付（家族の提出代行）か --mandate ID（ポータルの代理）
  apply show ID        すべての項目と、どこから入れたか、まだ直すところ
  apply save ID ファイル
                       記入の全体を JSON で（- は標準入力）。apply drop ID で下書きを取り除きます
  apply fill ID        どこから入れられるか。apply fill ID card|証明書|受付番号 で、空いたところに入れます
  apply attach ID 書類 ファイル
                       または --paper ID、--credential ID（--attributes A,B で必要な項目のほかに見せる項目）。
                       apply detach ID 書類 で外します
  apply send ID        送る内容を見せて確かめ（--yes: たずねません）、手続きが求めれば署名して（--signature-pin-fd N）送り、
                       受付番号を出します。答えが途切れたあとにもう一度送っても、申請は一つです
  apply correct 受付番号
                       差し戻された申請を直す下書き。application withdraw 受付番号 で取り下げます
  application [list]   送った申請のようすを人ごとに、つづけてする手続きと一緒に。引き出しの控えなので、ポータルなしで見られます。
                       application refresh でポータルから、申請・お知らせ・納付・届いた書類を取り寄せます
  application family   家族みんなの申請のようす。ほかの人は、見せてよいとしたことだけ。--person（や合言葉）を付けると、
                       その引き出しのぜんぶ
  application show 受付番号
                       ひとつの申請: これまで、直すところ、届いた書類（paper）、送った内容
  application done 受付番号:番号
                       つづけてする手続きを済みにします。undone で戻します
  notice [list]        ポータルや役所からのお知らせ。notice read id で読みます
  pay [list]           税金と手数料。pay look なに: 内容を確かめます。「なに」は一覧の id か、税金の
                       収納機関番号-納付番号-確認番号-納付区分（eL番号）か、手数料の 納付番号-確認番号
  pay bill なに        内容を確かめて、たずねてから（--yes ならたずねずに）納めます
  paper [list]         しまってある書類: 証明書や記録を、もらったファイルのまま
  paper show ID        書いてあることを、読んで確かめなおして表示します。paper verify ID は、署名が正しく、署名した人が
                       リストにいるときだけ終了コード 0、違うときや署名がないときは 1
  paper import ファイル…
                       PDF、署名のある XML、薬、健診、予防接種のファイルをしまいます。全部か、まったくしまわないか
  paper export ID --out 新しいファイル（暗号化しません）  paper remove ID
  paper fetch [記録…]  ポータルから: insurance、licence、drugs、checkup、vaccination、qualification。書かなければ全部
  link [list]          ポータルでつながっている相手（ポータルが最後に教えた内容）。次のものは、動く間だけログインします
  link add etax|nenkin つなげます。link end etax|nenkin で終わらせます。受け取った書類は残ります
  link documents etax|nenkin
                       受け取れる書類。link fetch etax|nenkin [ID…] で書類として受け取ります
  calendar [list]      期限と締め切り。だれでも見てよい分、または --person（か合言葉）でその人の引き出しの全部
  calendar add 何 --until 日付
                       自分の予定を足します。calendar remove ID で取り除きます
  calendar export ファイル
                       一覧の内容をカレンダーのファイル（iCalendar）にします。暗号化しません
  calendar file on|off カレンダーのプログラムが読み続けられるファイル。だれでも見てよい分だけで、暗号化しません
  calendar remind      いま出すお知らせをデスクトップに渡します（タイマー用）。on|off は自分の設定
  sign ファイル…       カードで署名します。入力は全部で1回: --form pades|adbe|cms|cms-detached、--out 新しいファイルかフォルダー。
                       実印を押すのと同じです。--yes がなければ確認します。--pin-fd か --pin-stdin は署名用の暗証番号。
                       --person があれば引き出しを開けて記録します。上書きはしません
  verify ファイル      PDF や CMS ファイルの署名を検証します: --content ファイル（分離署名の元）、--trust ファイル（PEM。
                       なければカードの認証局）、--at 時刻
  inspect ファイル     何か、誰の署名か、有効か、なぜ有効でないか: --trust ファイル（PEM、JWK、JWKS）、--at 時刻、
                       --audience 相手、--nonce 文字列、--client-id ID、--response-uri URL
  person add 名前      人と引き出しを作ります: --by card か passphrase、--colour blue|green|…。復旧コードは一度だけ表示します
  person list          ここにいる人と、閉まっている引き出しについてそれぞれが見せているもの
  person move 名前 順番
                       並び順を変えます（1から）。ここから下は本人が決めることなので、--person の引き出しを開けます:
  person rename 名前   名前を変えます        person colour blue|green|orange|magenta|purple|cyan
  person picture cat|dog|rabbit|bear|bird|fish|tulip|tree|clover|sun|boat|umbrella|none、または --photo ファイル
                       （JPEG か PNG）
  person overview nothing|date|named|calendar
                       閉まっている引き出しについて見せる期限: 見せない、次の期限の日付だけ、名前も、予定の全部
  person applications on|off
                       閉まっているときも申請のようすを見せるか: 手続きの名前、ポータルの言うようす、差し戻されたか、
                       次の期限。はじめは見せません
  person hand-over ファイル
                       新しいパソコンへの引っ越し: バックアップを作り、試し（--recovery-fd N）、持っていく一覧を
                       --list ファイル に書きます
  person erase 名前    引き出しをもう一度開けて（--by …）、その人をこのパソコンから消します。元には戻せません。名前を
                       入力するか、--confirm 名前 で渡します。--report ファイル に、消したものと消せなかったものを書きます
                       誰も開けられない引き出しは、person ask-removal 名前 から七日のあいだ誰も開けず、
                       person keep 名前 とも言わなければ、--without-key で消せます
  pc dispose           手札のものをすべて、両方のモードとも、このパソコンから消します: --confirm すべて消す、--report ファイル
  key [list]           引き出しの鍵と、持ち主へのお知らせ
  key seen             扉についてのお知らせを読みました。もう出しません
  key add 種類         card か passphrase（--new-passphrase-fd N）。変えるたびに、引き出しを暗号にし直します
  key change           いまの合言葉を、別の合言葉に変えます
  key renew どれ       card（証明書を更新したとき）、recovery（新しいコード。古い紙は使えなくなります）、または鍵の id
  key remove どれ      card、passphrase、または鍵の id。復旧コードはいつも残します
  recovery family status|off
                       3つのうち2つのかけらで開くか、誰が持っているか。off: すぐに切り、かけらでは開かなくします
  recovery family make 名前 名前
                       かけらを3つ作ります。1つは手元の紙、2つはその人たちへ。ここの人なら引き出しの中へ、ほかの人や
                       --on-paper なら紙へ。2つそろえば、いつでも断りなくすべて開けられます
  recovery family use  --person の引き出しを、2つのかけら（--share-fd N を2回、なければたずねます）で開け、--opener card か
                       passphrase（--new-passphrase-fd N）を決め、新しい復旧コードを作ります
  backup make ファイル 開いた引き出しを、復旧コードで開く暗号ファイルひとつにします: --with-passphrase で合言葉も決めます
                       （--backup-passphrase-fd N）。上書きはしません
  backup show ファイル 中に何があり、戻したあと何をやりなおすか: --by recovery か passphrase
                       （--recovery-fd N、--backup-passphrase-fd N）
  backup test ファイル 一時的な場所に戻し、全部調べて消します。戻せるなら終了コード 0
  backup restore ファイル
                       今ある引き出しの横に戻します: --opener card|passphrase（--passphrase-fd N は新しい引き出しのもの）、
                       --name 名前、--colour blue|green|…
`

export const options = `オプション
  --json               標準出力に JSON をひとつだけ書きます。失敗も { "ok": false, "failure": … } で返します
  --lang ja|en         メッセージの言語（指定がなければ LC_ALL、LC_MESSAGES、LANG）
  --practice, --real   練習か本番か。どちらもなければ、練習の世界があるとき練習
  --person 名前        誰の引き出しか（名前か id）。何人かいるときだけ必要
  --reader 名前        どのカードリーダーか
  --for 名前           その人の代わりに使います。その人の引き出しを、あなたの引き出しを通して開けます（tefuda mandate）
  --by card|passphrase|recovery
                       引き出しの開け方。指定がなければ、渡された秘密、カード、合言葉の順
  --pin-stdin          暗証番号を標準入力の1行目から読みます
  --pin-fd N           ファイル記述子 N から。--passphrase-fd N、--recovery-fd N、--tx-code-fd N も同じ
  --last-try           残り1回でも送ります（番号に自信があるとき）
  --my-card            引き出しがまだ知らない、ご自分のカードです。引き出しが覚えます
  --whose 名前         誰のスマホか。スマホは暗証番号のあとで証明書を見せるので、そのとき照らし合わせます
  --new-pin-fd N       pin change: 新しい暗証番号をファイル記述子 N の1行目から読みます
  --number-fd N        照合番号B（14けた）をファイル記述子 N の1行目から読みます
  -y, --yes            確認をたずねません
  -h, --help           この説明     --version

秘密を引数に書くことはできません。終了コード: 0 はい、1 いいえ、2 わからない、3 動かせない（リーダーやサービスがない、引き出しを
別のプログラムが使っている、鍵束が使えない、ファイルに書けない、同じ名前のファイルがあるなど）。TEFUDA_HOME ですべてのファイルの場所が変わります。`
